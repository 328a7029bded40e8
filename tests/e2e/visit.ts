import { chromium, type Browser, type BrowserContext, type LaunchOptions, type Page } from 'playwright-core';
import { findBrowser } from './find-browser.ts';

export interface VisitOptions {
  readonly language?: 'zh' | 'en';
  readonly theme?: 'light' | 'dark';
  /** `narrow` and `zoomed`: a window of 1280 px in which everything is drawn four times, or twice, as large. */
  readonly size?: 'desktop' | 'phone' | 'narrow' | 'zoomed';
  readonly prefersLessMotion?: boolean;
}

/** One browser window of its own: nothing is shared with other visits. */
export interface Visit extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Address of every request that left the page for somewhere else than the studio. */
  readonly foreignRequests: readonly string[];
  /** Refusals by the page's policy, and errors that nothing caught. */
  readonly complaints: readonly string[];
  /** A second window of the same browser profile. */
  newTab(): Promise<Page>;
}

const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  narrow: { width: 320, height: 640 },
  zoomed: { width: 640, height: 400 },
};

export async function openBrowser(options: Pick<LaunchOptions, 'handleSIGTERM'> = {}): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null)
    throw new Error('Chromium was not found: install chromium-headless-shell or chromium, or name one in MAOBI_CHROMIUM');
  return chromium.launch({
    ...options,
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--in-process-gpu', // a process that only draws takes a tenth of what the browser does
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

let shared: Promise<Browser> | null = null;

/** The browser of this process, which ends with it; whoever opens a window in it closes that. A browser that has died is replaced. */
export async function sharedBrowser(): Promise<Browser> {
  const there = await shared?.catch(() => null);
  if (there?.isConnected()) return there;
  // a worker is given half a second to end, and a browser that is asked to end takes longer: at the exit it is killed, and its folder removed
  if (shared === null) process.once('SIGTERM', () => process.exit());
  shared = openBrowser({ handleSIGTERM: false });
  return shared;
}

export async function visit(browser: Browser, launchUrl: string, options: VisitOptions = {}): Promise<Visit> {
  const { language = 'en', theme = 'light', size = 'desktop', prefersLessMotion = false } = options;
  const context = await browser.newContext({
    viewport: sizes[size],
    isMobile: size === 'phone',
    hasTouch: size === 'phone',
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: theme,
    ...(prefersLessMotion ? { reducedMotion: 'reduce' } : {}),
  });
  context.setDefaultTimeout(30_000);
  const origin = new URL(launchUrl).origin;
  const foreignRequests: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => {
    const address = new URL(request.url());
    if (address.origin !== origin && !['blob:', 'data:'].includes(address.protocol)) foreignRequests.push(request.url());
  });
  context.on('console', (message) => {
    if (/Content Security Policy|Trusted ?Type|Refused to/i.test(message.text())) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  const page = await context.newPage();
  await page.goto(launchUrl);
  return { page, context, foreignRequests, complaints, newTab: () => context.newPage(), [Symbol.asyncDispose]: () => context.close() };
}

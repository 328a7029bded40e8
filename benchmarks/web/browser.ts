import { chromium, type Browser, type LaunchOptions, type Page } from 'playwright-core';
import { findBrowserWithWindows } from '../../tests/e2e/find-browser.ts';

/** The installed Chromium, drawing in software, with a fresh profile. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch(launchOptions(more));
}

/** A browser with one window that can be stopped as a whole, as if it were not there, and goes on where it was. */
export interface PausableBrowser extends AsyncDisposable {
  readonly page: Page;
  /** Takes no processor time from now on. */
  pause(): void;
  resume(): void;
}

/** The same Chromium. It runs until it is paused. Not on Windows, which cannot stop a program. */
export async function launchPausableBrowser(): Promise<PausableBrowser> {
  const server = await chromium.launchServer(launchOptions([]));
  const browser = await chromium.connect(server.wsEndpoint());
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  // all its processes are one group, which the first one leads
  const signal = (name: NodeJS.Signals) => process.kill(-(server.process().pid ?? 0), name);
  return {
    page,
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    [Symbol.asyncDispose]: async () => {
      signal('SIGCONT');
      await server.close();
    },
  };
}

function launchOptions(more: readonly string[]): LaunchOptions {
  const executablePath = findBrowserWithWindows();
  if (executablePath === null) throw new Error('There is no Chromium to measure in: install chromium, or name one in MAOBI_CHROMIUM.');
  const quiet = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return { executablePath, args: ['--no-sandbox', ...quiet, ...more] };
}

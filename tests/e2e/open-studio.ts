import type { Browser, Page } from 'playwright-core';
import { BuiltStudio } from './built-studio.ts';
import { openBrowser, visit, type Visit, type VisitOptions } from './visit.ts';

/** A studio of its own in which the demo model writes, and a window on its home page. */
export interface OpenStudio extends AsyncDisposable {
  readonly studio: BuiltStudio;
  readonly browser: Browser;
  readonly visited: Visit;
  readonly page: Page;
}

export async function openStudio(options: VisitOptions = {}): Promise<OpenStudio> {
  const [studio, browser] = await Promise.all([BuiltStudio.start(), openBrowser()]);
  const close = async () => {
    await browser.close();
    await studio[Symbol.asyncDispose]();
  };
  try {
    const visited = await visit(browser, await studio.newLaunchUrl(), options);
    const { page } = visited;
    await page.getByRole('button', { name: /Try the demo model|用演示模型看看/ }).click();
    await page.locator('.home').waitFor();
    return { studio, browser, visited, page, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

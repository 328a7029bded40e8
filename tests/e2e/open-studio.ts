import type { Page } from 'playwright-core';
import { BuiltStudio } from './built-studio.ts';
import { sharedBrowser, visit, type Visit, type VisitOptions } from './visit.ts';

/** A studio of its own in which the demo model writes, and a window on its home page. */
export interface OpenStudio extends AsyncDisposable {
  readonly studio: BuiltStudio;
  readonly visited: Visit;
  readonly page: Page;
}

export async function openStudio(options: VisitOptions = {}): Promise<OpenStudio> {
  const [studio, browser] = await Promise.all([BuiltStudio.startMeasured(), sharedBrowser()]);
  let visited: Visit | undefined;
  const close = async () => {
    await visited?.[Symbol.asyncDispose]();
    await studio[Symbol.asyncDispose]();
  };
  try {
    visited = await visit(browser, await studio.newLaunchUrl(), options);
    const { page } = visited;
    await page.getByRole('button', { name: /Try the demo model|用演示模型看看/ }).click();
    await page.locator('.home').waitFor();
    return { studio, visited, page, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

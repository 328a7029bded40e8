import type { Page } from 'playwright-core';
import { BuiltStudio } from './built-studio.ts';
import { sharedBrowser, visit, type Visit, type VisitOptions } from './visit.ts';

/** A studio of its own, and a window on it. */
export interface OpenStudio extends AsyncDisposable {
  readonly studio: BuiltStudio;
  readonly visited: Visit;
  readonly page: Page;
}

/** On the first page that anybody sees of it. */
export async function openFirstPage(options: VisitOptions = {}): Promise<OpenStudio> {
  const [studio, browser] = await Promise.all([BuiltStudio.startMeasured(), sharedBrowser()]);
  try {
    const visited = await visit(browser, studio.printedLaunchUrl, options);
    const close = async () => {
      await visited[Symbol.asyncDispose]();
      await studio[Symbol.asyncDispose]();
    };
    return { studio, visited, page: visited.page, [Symbol.asyncDispose]: close };
  } catch (error) {
    await studio[Symbol.asyncDispose]();
    throw error;
  }
}

/** On its home page, with the demo model to write. */
export async function openStudio(options: VisitOptions = {}): Promise<OpenStudio> {
  const opened = await openFirstPage(options);
  try {
    await opened.page.getByRole('button', { name: /Try the demo model|用演示模型看看/ }).click();
    await opened.page.locator('.home').waitFor();
    return opened;
  } catch (error) {
    await opened[Symbol.asyncDispose]();
    throw error;
  }
}

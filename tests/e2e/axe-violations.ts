import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Only what it objects to, and that without an address within the page: the rest would take as long again to gather. */
const options: RunOptions = { resultTypes: ['violations'], selectors: false };

/** What axe-core objects to on a page as it stands. What comes in while it looks may be seen halfway: only what it finds a second time counts. */
export async function axeViolations(page: Page): Promise<string[]> {
  const found = await violationsNow(page);
  if (found.length === 0) return found;
  const again = await violationsNow(page);
  return again.filter((violation) => found.includes(violation));
}

async function violationsNow(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  await page.evaluate(endTransitions);
  const violations = await page.evaluate(async (runOptions) => {
    const { axe } = globalThis as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } };
    return (await axe.run(runOptions)).violations;
  }, options);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}) ${html.slice(0, 160)}`));
}

/** Halfway from one colour to another nothing has the contrast that it has at either end. */
function endTransitions(): void {
  for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
}

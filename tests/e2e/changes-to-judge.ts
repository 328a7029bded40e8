import type { Locator, Page } from 'playwright-core';

/** Waits until a reworded passage is to be judged; asks again as often as the small model repeats what it was given. */
export async function changesToJudge(page: Page, press: (button: Locator) => Promise<void>): Promise<Locator> {
  const review = page.getByRole('toolbar', { name: /^(?:处理改动|Judge the changes)$/ });
  const changes = page.locator('.hunk');
  await review.waitFor();
  while ((await changes.count()) === 0) {
    await press(review.getByRole('button', { name: /^(?:再试|Try again)/ }));
    await review.waitFor();
  }
  return changes;
}

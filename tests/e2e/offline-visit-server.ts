import { BuiltStudio } from './built-studio.ts';
import { ask, ended, shownLetters, stopIfWriting } from './conversation-driver.ts';
import { lettersOf } from './slow-engine.ts';
import { openBrowser, visit } from './visit.ts';

/** A whole visit as a program of its own, to be run where there is no network; prints `{ shown, kept }`. */
await using studio = await BuiltStudio.start();
const browser = await openBrowser();
try {
  await using only = await visit(browser, studio.printedLaunchUrl);
  const { page } = only;
  await page.getByRole('button', { name: 'Try the demo model' }).click();
  await page.getByRole('link', { name: 'Just ask' }).click();
  const started = await ask(page, '请写一段话介绍春天。');
  await page.locator('.answer', { hasText: /[\p{L}]/u }).waitFor();
  await stopIfWriting(page);
  const kept = lettersOf((await ended(studio, started)).text);
  await page.waitForFunction(
    (letters) => document.querySelector<HTMLElement>('.answer')?.innerText.replaceAll(/[^\p{L}]/gu, '') === letters,
    kept,
  );
  process.stdout.write(JSON.stringify({ shown: await shownLetters(page), kept }));
} finally {
  await browser.close();
}

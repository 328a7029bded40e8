import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openBrowser } from '../tests/e2e/visit.ts';
import { buildProduct } from './building/build-product.mjs';
import { contactSheet } from './pictures/contact-sheet.ts';
import { looks, nameOf } from './pictures/looks.ts';
import { PreparedStudio } from './pictures/prepared-studio.ts';
import { shots } from './pictures/shots.ts';
import { takePictures } from './pictures/take-pictures.ts';
import { requireBrowser } from './steps/require-browser.ts';

/**
 * `npm run pictures [-- WORD…]`: draws every page in every state, in both languages and themes and three widths, to
 * `.cache/pictures`, with `index.html` to look at them. Words choose: `document writing 390-dark` draws what has all of them in
 * its name; whole names of looks, such as `390-dark-zh 820-light-en`, choose each of these. Exit code 1 when a page could not be brought into its state.
 */
requireBrowser();
const words = process.argv.slice(2).map((word) => word.toLowerCase());
const named = new Set(words.filter((word) => looks.some((look) => nameOf(look) === word)));
const partial = words.filter((word) => isOfLook(word) && !named.has(word));
const chosenLooks = looks
  .filter((look) => named.size === 0 || named.has(nameOf(look)))
  .filter((look) => partial.every((word) => nameOf(look).includes(word)));
const chosenShots = shots.filter(({ page, state }) =>
  words.filter((word) => !isOfLook(word)).every((word) => `${page} ${state}`.includes(word)),
);
const folder = resolve(import.meta.dirname, '../.cache/pictures');

await buildProduct();
await using studio = await PreparedStudio.start();
const browser = await openBrowser();
try {
  const pictures = await takePictures({ browser, studio, shots: chosenShots, looks: chosenLooks, folder }, ({ file, problem }) => {
    if (problem) console.error(`${file}: ${problem}`);
  });
  writeFileSync(join(folder, 'index.html'), contactSheet(pictures));
  console.log(`${pictures.length} pictures: ${join(folder, 'index.html')}`);
  if (pictures.some(({ problem }) => problem)) process.exitCode = 1;
} finally {
  await browser.close();
}

/** Words such as `390-dark` choose looks, all others pages and states. */
function isOfLook(word: string): boolean {
  return looks.some((look) => nameOf(look).includes(word));
}

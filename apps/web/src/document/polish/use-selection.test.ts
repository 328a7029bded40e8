import { afterEach, expect, it } from 'vitest';
import { sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { selectionIn } from './use-selection.ts';

afterEach(() => document.body.replaceChildren());

it('W6 words that are selected over a link are those of the text, without the host that is drawn behind it', () => {
  const markdown = '先看[维基百科](https://example.com/wiki)的说法，再写。';
  const section = sampleSection(1, { version: sampleVersion(1, 1, { text: markdown }) });
  document.body.innerHTML = `<main><div data-text="${section.id}"><p>先看<a href="#">维基百科<span class="link-host">example.com</span></a>的说法，再写。</p></div></main>`;
  const page = document.querySelector('main');
  const paragraph = document.querySelector('p');
  if (!page || !paragraph?.firstChild || !paragraph.lastChild) throw new Error('the page was not drawn');
  const range = document.createRange();
  range.setStart(paragraph.firstChild, 0);
  range.setEnd(paragraph.lastChild, 3);
  document.getSelection()?.addRange(range);
  const selected = selectionIn(page, [section]);
  expect(selected && markdown.slice(selected.passage.start, selected.passage.end)).toBe('先看[维基百科](https://example.com/wiki)的说法');
});

const two = [1, 2].map((number) => sampleSection(number, { version: sampleVersion(number, number, { text: `Text ${number} is here.` }) }));
function selectIn(from: string, to: string) {
  document.body.innerHTML = `<main>${two.map(({ id }, index) => `<h2 id="h${index}">Part</h2><div data-text="${id}"><p id="p${index}">Text ${index + 1} is here.</p></div>`).join('')}</main>`;
  const [start, end] = [document.querySelector(from)?.firstChild, document.querySelector(to)?.firstChild];
  const range = document.createRange();
  range.setStart(start!, 2);
  range.setEnd(end!, to.startsWith('#h') ? 1 : 6);
  document.getSelection()?.removeAllRanges();
  document.getSelection()?.addRange(range);
  return selectionIn(document.querySelector('main')!, two);
}

it('W6 a selection that goes on in another section is the part in the first, and says so', () => {
  const selected = selectIn('#p0', '#p1');
  expect(selected).toMatchObject({ section: { id: two[0]?.id }, passage: { start: 2, end: 15 }, goesOn: true });
  expect(selectIn('#p0', '#h1')).toMatchObject({ passage: { start: 2, end: 15 }, goesOn: false });
});

it('W6 a selection that begins in a heading is of the text below it', () => {
  expect(selectIn('#h1', '#p1')).toMatchObject({ section: { id: two[1]?.id }, passage: { start: 0, end: 6 }, goesOn: false });
});

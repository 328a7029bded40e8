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

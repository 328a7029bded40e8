import { EditorState, NodeSelection, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { describe, expect, it } from 'vitest';
import { storedImage } from '@maobi/contract';
import { describeImage, insertImages, selectedImage } from './images-in-text.ts';
import { KeptSource } from './kept-source.ts';
import { lengthWithoutBytes } from './keep-images.ts';
import { readHtml } from './read-html.ts';
import { writeBlock } from './write-markdown.ts';

const image = storedImage(`${'a1'.repeat(16)}-900x420.png`);

function editor(text: string, place: number) {
  const kept = new KeptSource(text);
  const view = new EditorView(null, { state: EditorState.create({ doc: kept.doc, selection: TextSelection.create(kept.doc, place) }) });
  return { view, text: () => kept.markdownOf(view.state.doc) };
}

describe('images in the editor', () => {
  it('W23: come in as paragraphs of their own, and what is typed next stands below', () => {
    const { view, text } = editor('一段。\n\n二段。', 2);
    insertImages(view, [image, image]);
    view.dispatch(view.state.tr.insertText('字'));
    expect(text()).toBe(`一段。\n\n![](${image.address})\n\n![](${image.address})\n\n字\n\n二段。`);
  });

  it('W23: stand among the words in a cell', () => {
    const { view, text } = editor('| 甲 |\n| - |', 4);
    insertImages(view, [image]);
    expect(text()).toBe(`| 甲![](${image.address}) |\n| - |`);
  });

  it('W25: get another alternative text and stay selected', () => {
    const { view, text } = editor(`![旧](${image.address} "题")`, 1);
    view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, 1)));
    for (const words of ['新', '新的[说]法']) view.dispatch(describeImage(view.state, words)!);
    expect(selectedImage(view.state)?.place).toBe(1);
    expect(text()).toBe(`![新的\\[说\\]法](${image.address} "题")`);
  });

  it('W10: are shown when they are pasted from the studio itself, and only then', () => {
    const html = `<p><img src="${location.origin}${image.address}" alt="图"><img src="https://a.b${image.address}" alt="外"></p>`;
    expect(readHtml(html).map(writeBlock)).toEqual([`![图](${image.address})![外](https://a.b${image.address})`]);
  });

  it('W24: count nothing of a paste that has their bytes', () => {
    expect(lengthWithoutBytes(`前<img src="data:image/png;base64,${'iVBO'.repeat(50_000)}">`)).toBe('前<img src="">'.length);
  });
});

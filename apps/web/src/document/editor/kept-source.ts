import type { Node } from 'prosemirror-model';
import type { Passage } from '../polish/find-passage.ts';
import { readMarkdown } from './read-markdown.ts';
import { schema } from './schema.ts';
import { writeBlock } from './write-markdown.ts';

interface KeptBlock {
  readonly node: Node;
  readonly source: string;
  /** What stands between the block before it and this one. */
  readonly gap: string;
}

export interface LaidOut {
  readonly markdown: string;
  readonly blocks: ReadonlyMap<Node, Passage>;
}

const usualGap = '\n\n';

/**
 * A text on its way into the editor and back. Blocks that nobody touched keep every character they had, however they were written; only those
 * that were changed are written anew.
 */
export class KeptSource {
  readonly doc: Node;
  readonly #blocks: readonly KeptBlock[];
  readonly #tail: string;
  /** By what they say, so that a block that was changed back, or moved, is known again. */
  readonly #places = new Map<string, number[]>();
  readonly #sizes: ReadonlySet<number>;
  readonly #keys = new WeakMap<Node, string>();

  constructor(markdown: string) {
    const read = readMarkdown(markdown);
    let end = 0;
    this.#blocks = read.map((block) => {
      const kept = { node: block.node, source: markdown.slice(block.start, block.end), gap: markdown.slice(end, block.start) };
      end = block.end;
      return kept;
    });
    this.#tail = markdown.slice(end);
    for (const [index, { node }] of this.#blocks.entries()) {
      const key = this.#keyOf(node);
      this.#places.set(key, [...(this.#places.get(key) ?? []), index]);
    }
    const nodes = this.#blocks.map(({ node }) => node);
    this.#sizes = new Set(nodes.map(({ nodeSize }) => nodeSize));
    this.doc = schema.node('doc', null, nodes.length === 0 ? [schema.node('paragraph')] : nodes);
  }

  /** What the editor holds, as Markdown. */
  markdownOf(doc: Node): string {
    return this.laidOut(doc).markdown;
  }

  /** The same, and where each block of the editor that says something stands in it. */
  laidOut(doc: Node): LaidOut {
    const shown = doc.children.filter((node) => !isEmpty(node));
    if (shown.length === 0 && this.#blocks.length > 0) return { markdown: '', blocks: new Map() };
    const places: (number | null)[] = [];
    for (const node of shown) places.push(this.#placeOf(node, places.at(-1) ?? null));
    const blocks = new Map<Node, Passage>();
    let markdown = '';
    for (const [index, node] of shown.entries()) {
      const place = places[index] ?? null;
      const words = place === null ? this.#write(node, shown[index - 1]) : (this.#blocks[place]?.source ?? '');
      markdown += this.#gapBefore(index, shown, places);
      blocks.set(node, { start: markdown.length, end: markdown.length + words.length });
      markdown += words;
    }
    return { markdown: markdown + this.#tail, blocks };
  }

  #gapBefore(index: number, shown: readonly Node[], places: readonly (number | null)[]): string {
    const origin = this.#originOf(index, shown, places);
    const before = index === 0 ? -1 : this.#originOf(index - 1, shown, places);
    if (origin !== null && before !== null && origin === before + 1) return this.#blocks[origin]?.gap ?? usualGap;
    return index === 0 ? '' : usualGap;
  }

  /** The block that it is, or that it was before it was changed where it stands; `null`: it is new, or moved. */
  #originOf(index: number, shown: readonly Node[], places: readonly (number | null)[]): number | null {
    const place = places[index] ?? null;
    if (place !== null) return place;
    const before = index === 0 ? -1 : (places[index - 1] ?? null);
    const after = index === shown.length - 1 ? this.#blocks.length : (places[index + 1] ?? null);
    if (before === null || after === null || after - before !== 2) return null;
    return this.#blocks[before + 1]?.node.type === shown[index]?.type ? before + 1 : null;
  }

  #placeOf(node: Node, before: number | null): number | null {
    // to compare all that a block says is work, which most new ones are spared
    if (!this.#sizes.has(node.nodeSize)) return null;
    const places = this.#places.get(this.#keyOf(node));
    if (!places) return null;
    return (
      places.find((place) => this.#blocks[place]?.node === node) ??
      places.find((place) => place === (before ?? -1) + 1) ??
      places[0] ??
      null
    );
  }

  #keyOf(node: Node): string {
    const known = this.#keys.get(node);
    if (known !== undefined) return known;
    const key = JSON.stringify(node.toJSON());
    this.#keys.set(node, key);
    return key;
  }

  #write(node: Node, before: Node | undefined): string {
    // two lists of a kind behind each other would be read as one
    if (before?.type === node.type && before.attrs['marker'] === node.attrs['marker'] && 'marker' in node.attrs) {
      return writeBlock(node.type.create({ ...node.attrs, marker: otherMarker[String(node.attrs['marker'])] }, node.content));
    }
    return writeBlock(node);
  }
}

const otherMarker: Record<string, string> = { '-': '*', '*': '-', '+': '-', '.': ')', ')': '.' };

/** A paragraph or a source without words is nothing in Markdown. */
function isEmpty(node: Node): boolean {
  return (
    (node.type.name === 'paragraph' || node.type.name === 'sourceBlock') &&
    node.textContent.trim() === '' &&
    node.content.size <= node.textContent.length
  );
}

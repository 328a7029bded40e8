import type { ExportPreset } from '@maobi/contract';
import type { Heading, Nodes } from 'mdast';
import type { DrawnHeading } from './drawing.ts';
import { plainWords } from './plain-words.ts';
import type { ReadSection } from './read-sections.ts';

/** A heading of a section, or one in its text. */
export interface OutlineEntry extends DrawnHeading {
  readonly words: string;
}

export interface PageHeadings {
  /** Of each section that has one, by its place. */
  readonly ofSections: ReadonlyMap<number, OutlineEntry>;
  /** Of those in the texts. */
  readonly inTexts: ReadonlyMap<Heading, OutlineEntry>;
  /** All, in their order. */
  readonly all: readonly OutlineEntry[];
}

/** A heading with a number of its own: 一、 and （一） and 1. and 第二章. */
const hasNumber = /^(?:[（(]?[\d一二三四五六七八九十]+[)）.、．]|\d{1,2}(?:\.\d+)*\s|第[\d一二三四五六七八九十百]+[章节部])/u;
const deepest = 6;

/**
 * The level of each heading is one below the heading that it stands under, whatever its marks say, so that none is left out; the title has the
 * first. A report numbers its headings, unless the writer does.
 *
 * @param isTitle headings that are the title of the page already
 */
export function pageHeadings(sections: readonly ReadSection[], preset: ExportPreset, isTitle: (heading: Heading) => boolean): PageHeadings {
  const found: { readonly section: number; readonly node: Heading | null; readonly level: number; readonly words: string }[] = [];
  for (const [section, { heading, children }] of sections.entries()) {
    if (heading !== null) found.push({ section, node: null, level: 2, words: heading });
    const above = heading === null ? 1 : 2;
    let path: readonly number[] = [];
    for (const node of headingsIn(children)) {
      if (isTitle(node)) continue;
      path = [...path.filter((depth) => depth < node.depth), node.depth];
      found.push({ section, node, level: Math.min(deepest, above + path.length), words: plainWords(node) });
    }
  }
  const numbers =
    preset === 'report' && !found.some(({ words }) => hasNumber.test(words)) ? numbersOf(found.map(({ level }) => level)) : [];
  const entries = found.map(({ level, words }, index) => ({ level, words, id: `h${index + 1}`, number: numbers[index] ?? '' }));
  const inTexts = new Map<Heading, OutlineEntry>();
  const ofSections = new Map<number, OutlineEntry>();
  for (const [index, entry] of entries.entries()) {
    const { node, section } = found[index] ?? { node: null, section: -1 };
    if (node) inTexts.set(node, entry);
    else ofSections.set(section, entry);
  }
  return { ofSections, inTexts, all: entries };
}

function headingsIn(nodes: readonly Nodes[]): Heading[] {
  return nodes.flatMap((node) => (node.type === 'heading' ? [node] : 'children' in node ? headingsIn(node.children) : []));
}

/** 1, 1.1, 1.2, 2: the first level below the title counts first. */
function numbersOf(levels: readonly number[]): string[] {
  const counts: number[] = [];
  return levels.map((level) => {
    const depth = level - 1;
    counts.length = Math.min(counts.length, depth);
    while (counts.length < depth) counts.push(0);
    counts[depth - 1] = (counts[depth - 1] ?? 0) + 1;
    return counts.join('.');
  });
}

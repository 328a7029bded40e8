import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { mathFromMarkdown } from 'mdast-util-math';
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';
import { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import { boundedNesting } from './bounded-nesting.ts';
import { mathSyntax } from './math-syntax.ts';

// raw HTML stays the text it is; four leading spaces are an indented paragraph in a writer's text, not code
const disabled = { disable: { null: ['htmlFlow', 'htmlText', 'codeIndented'] } };

// GFM without its bare addresses: in Chinese text, which has no spaces, they swallow the rest of the sentence (see links.ts)
const syntax = (isOpenEnded: boolean) => [
  cjkFriendlyExtension(),
  gfmFootnote(),
  gfmStrikethroughCjkFriendly({ singleTilde: false }),
  gfmTable(),
  gfmTaskListItem(),
  boundedNesting,
  mathSyntax({ isOpenEnded }),
  disabled,
];
const finishedSyntax = syntax(false);
const openEndedSyntax = syntax(true);
const trees = [
  gfmFootnoteFromMarkdown(),
  gfmStrikethroughFromMarkdown(),
  gfmTableFromMarkdown(),
  gfmTaskListItemFromMarkdown(),
  mathFromMarkdown(),
];

interface ParseOptions {
  /** The text is still being written, so an unclosed display formula counts as one. */
  readonly isOpenEnded?: boolean;
  /** It is a part of a text and does not begin where that begins. */
  readonly isWithin?: boolean;
}

/** Markdown as a tree. */
export function parseMarkdown(source: string, { isOpenEnded = false, isWithin = false }: ParseOptions = {}): Root {
  const extensions = isOpenEnded ? openEndedSyntax : finishedSyntax;
  return fromMarkdown(withPlaces(source, isWithin), { extensions, mdastExtensions: trees });
}

const byteOrderMark = '\uFEFF';

/** The parser leaves a byte order mark out at the beginning, and tells every place one too early. Within a text it is a character like others. */
function withPlaces(source: string, isWithin: boolean): string {
  if (!source.startsWith(byteOrderMark)) return source;
  return isWithin ? byteOrderMark + source : ` ${source.slice(1)}`;
}

import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mathFromMarkdown } from 'mdast-util-math';
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';
import { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough';
import { gfm } from 'micromark-extension-gfm';
import { mathSyntax } from './math-syntax.ts';

// raw HTML stays the text it is; four leading spaces are an indented paragraph in a writer's text, not code
const disabled = { disable: { null: ['htmlFlow', 'htmlText', 'codeIndented'] } };
const syntax = (isOpenEnded: boolean) => [
  cjkFriendlyExtension(),
  gfm({ singleTilde: false }),
  gfmStrikethroughCjkFriendly({ singleTilde: false }),
  mathSyntax({ isOpenEnded }),
  disabled,
];
const finishedSyntax = syntax(false);
const openEndedSyntax = syntax(true);
const trees = [gfmFromMarkdown(), mathFromMarkdown()];

/** Markdown as a tree. `isOpenEnded`: the text is still being written, so an unclosed display formula counts as one. */
export function parseMarkdown(source: string, { isOpenEnded = false } = {}): Root {
  return fromMarkdown(source, { extensions: isOpenEnded ? openEndedSyntax : finishedSyntax, mdastExtensions: trees });
}

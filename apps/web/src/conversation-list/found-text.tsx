import type { SearchHit } from '@maobi/contract';

type Parts = SearchHit['parts'];

/** The words around what was found, with the matches marked, as they read: without the marks of their Markdown. */
export function FoundText({ parts }: { readonly parts: Parts }) {
  return withoutMarks(parts).map(({ text, match }, index) => (match ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>));
}

const lineMarks = /(^|\n)[ \t]{0,3}(?:(?:#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+)+/gu;
const inlineMarks = /\*\*|`{1,3}|~~/gu;
const cutOff = '…';

function withoutMarks(parts: Parts): Parts {
  return parts.map(({ text, match }, index) => {
    if (match) return { text, match };
    const before = parts[index - 1]?.text;
    const isLineStart = before === undefined || before === cutOff || /(?:\n| {2})$/u.test(before);
    // a mark in the middle of a line is none
    const lines = isLineStart ? text.replaceAll(lineMarks, '$1') : `.${text}`.replaceAll(lineMarks, '$1').slice(1);
    return { text: lines.replaceAll(inlineMarks, ''), match };
  });
}

import { inputRules, InputRule, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import type { MarkType } from 'prosemirror-model';
import type { Plugin } from 'prosemirror-state';
import { safeLink } from '@maobi/markdown-tree';
import { schema } from './schema.ts';

const { nodes, marks } = schema;

/** Markdown that is typed becomes what it means. */
export function writingRules(): Plugin {
  return inputRules({
    rules: [
      textblockTypeInputRule(/^(#{1,6})\s$/u, nodes.heading, ([, marks_]) => ({ level: marks_?.length ?? 2 })),
      textblockTypeInputRule(/^```([\w+-]*)\s$/u, nodes.codeBlock, ([, language]) => ({ language: language ?? '' })),
      wrappingInputRule(/^\s*[-*+]\s$/u, nodes.bulletList),
      wrappingInputRule(
        /^(\d{1,9})([.)])\s$/u,
        nodes.orderedList,
        ([, start, marker]) => ({ start: Number(start), marker }),
        ([, start], before) => before.childCount + Number(before.attrs['start']) === Number(start),
      ),
      wrappingInputRule(/^\s*>\s$/u, nodes.quote),
      taskRule,
      marked(/(?<!\*)\*\*([^\s*](?:[^*]*[^\s*])?)\*\*$/u, marks.strong),
      marked(/(?<!\*)\*([^\s*](?:[^*]*[^\s*])?)\*$/u, marks.emphasis),
      marked(/~~([^\s~](?:[^~]*[^\s~])?)~~$/u, marks.struck),
      marked(/(?<!`)`([^`]+)`$/u, marks.code),
      linkRule,
      formulaRule,
    ],
  });
}

const taskRule = new InputRule(/^\[([ xX])\]\s$/u, (state, [, mark], start, end) => {
  const $start = state.doc.resolve(start);
  const item = $start.node(-1);
  if (item?.type !== nodes.listItem || $start.index(-1) !== 0) return null;
  return state.tr.setNodeMarkup($start.before(-1), null, { isDone: mark !== ' ' }).delete(start, end);
});

function marked(typed: RegExp, type: MarkType): InputRule {
  return new InputRule(typed, (state, [all, words = ''], start, end) => {
    const place = state.doc.resolve(start);
    if (!place.parent.type.allowsMarkType(type) || state.doc.rangeHasMark(start, end, marks.verbatim)) return null;
    const from = start + (all?.indexOf(words) ?? 0);
    const tr = state.tr.delete(from + words.length, end).delete(start, from);
    return tr.addMark(start, start + words.length, type.create()).removeStoredMark(type);
  });
}

/** `[words](address)`; brackets in an address come in pairs. */
const typedLink = /(?<![!\\])\[([^[\]\n\ufffc]+)\]\(((?:[^\s()\ufffc]|\([^\s()\ufffc]*\))+)\)$/u;

const linkRule = new InputRule(typedLink, (state, [, words = '', address = ''], start, end) => {
  const { parent, parentOffset } = state.doc.resolve(start);
  const isKept = state.doc.rangeHasMark(start, end, marks.verbatim) || state.doc.rangeHasMark(start, end, marks.code);
  // code that is being typed and has not ended yet
  const isCode = parent.textBetween(0, parentOffset).split('`').length % 2 === 0;
  if (isKept || isCode || words.trim() === '' || !safeLink(address) || !parent.type.allowsMarkType(marks.link)) return null;
  const tr = state.tr.delete(start + 1 + words.length, end).delete(start, start + 1);
  return tr.addMark(start, start + words.length, marks.link.create({ address })).removeStoredMark(marks.link);
});

/** `$…$` stays as it is written. */
const formulaRule = new InputRule(/(?<![\\$])\$[^\s$](?:[^$]*[^\s$])?\$$/u, (state, [all = ''], start, end) => {
  const words = state.doc.textBetween(start, end);
  if (!state.doc.resolve(start).parent.type.allowsMarkType(marks.verbatim)) return null;
  const typed = all.slice(words.length);
  const tr = state.tr.insertText(typed, end);
  return tr.addMark(start, end + typed.length, marks.verbatim.create()).removeStoredMark(marks.verbatim);
});

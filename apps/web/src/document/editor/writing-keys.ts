import {
  baseKeymap,
  chainCommands,
  createParagraphNear,
  exitCode,
  lift,
  liftEmptyBlock,
  newlineInCode,
  setBlockType,
  splitBlock,
  toggleMark,
  wrapIn,
} from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { undoInputRule } from 'prosemirror-inputrules';
import { keydownHandler } from 'prosemirror-keymap';
import type { NodeType } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { Plugin, TextSelection, type Command } from 'prosemirror-state';
import { isComposing } from '../../keyboard/composition.ts';
import { insertFootnote } from './insert-block.ts';
import { schema } from './schema.ts';
import { emptyRowLike } from './table-commands.ts';

const { nodes, marks } = schema;

/** What can be done to the words, by name: for keys and for the bar. */
export const commands = {
  strong: toggleMark(marks.strong),
  emphasis: toggleMark(marks.emphasis),
  struck: toggleMark(marks.struck),
  code: toggleMark(marks.code),
  heading: toggled(nodes.heading, { level: 3 }),
  bulletList: listToggled(nodes.bulletList),
  orderedList: listToggled(nodes.orderedList),
  quote: chainCommands(unwrapped(nodes.quote), wrapIn(nodes.quote)),
  footnote: insertFootnote,
  undo,
  redo,
} satisfies Record<string, Command>;

/** The keys of the editor. An input method that is composing has them all to itself. */
export function writingKeys(): Plugin {
  const press = keydownHandler(bindings());
  return new Plugin({ props: { handleKeyDown: (view, event) => !isComposing(event) && press(view, event) } });
}

function bindings(): Record<string, Command> {
  return {
    ...baseKeymap,
    'Mod-b': commands.strong,
    'Mod-i': commands.emphasis,
    'Mod-e': commands.code,
    'Mod-z': undo,
    'Mod-y': redo,
    'Shift-Mod-z': redo,
    Backspace: chainCommands(undoInputRule, plainAtStart, baseKeymap['Backspace'] as Command),
    Enter: chainCommands(inCell, fromMarks, newlineInCode, splitItem, createParagraphNear, liftEmptyBlock, splitBlock),
    'Shift-Enter': chainCommands(inCell, exitCode, insertBreak),
    'Shift-Mod-Enter': toggleTask,
    // the section is finished with it
    'Mod-Enter': () => false,
    Tab: chainCommands(toCell(1), sinkListItem(nodes.listItem), indentCode),
    'Shift-Tab': chainCommands(toCell(-1), liftListItem(nodes.listItem)),
    'Mod-]': sinkListItem(nodes.listItem),
    'Mod-[': liftListItem(nodes.listItem),
  };
}

function toggled(type: NodeType, attrs: Record<string, unknown>): Command {
  return (state, dispatch) => {
    const isSet = state.selection.$from.parent.type === type;
    return setBlockType(isSet ? nodes.paragraph : type, isSet ? null : attrs)(state, dispatch);
  };
}

function listToggled(type: NodeType): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    const depth = Array.from({ length: $from.depth }, (_, index) => $from.depth - index).find(
      (each) => $from.node(each).type === nodes.listItem,
    );
    if (depth === undefined) return wrapInList(type)(state, dispatch);
    const list = $from.node(depth - 1);
    if (list.type === type) return liftListItem(nodes.listItem)(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup($from.before(depth - 1), type, { isTight: list.attrs['isTight'] as boolean }));
    return true;
  };
}

/** Takes the words out of the innermost block of this type around them. */
function unwrapped(type: NodeType): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    const isInside = Array.from({ length: $from.depth }, (_, index) => $from.node(index)).some((node) => node.type === type);
    return isInside && lift(state, dispatch);
  };
}

const splitItem: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const item = $from.node(-1);
  // the next task is not done yet
  const attrs = item?.type === nodes.listItem && item.attrs['isDone'] !== null ? { isDone: false } : undefined;
  return splitListItem(nodes.listItem, attrs)(state, dispatch);
};

/** Ticks the task with the caret off, or opens it again. */
const toggleTask: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const depth = Array.from({ length: $from.depth }, (_, index) => $from.depth - index).find(
    (each) => $from.node(each).type === nodes.listItem,
  );
  const isDone = depth === undefined ? null : ($from.node(depth).attrs['isDone'] as boolean | null);
  if (depth === undefined || isDone === null) return false;
  dispatch?.(state.tr.setNodeMarkup($from.before(depth), null, { isDone: !isDone }));
  return true;
};

const insertBreak: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.lineBreak.create()).scrollIntoView());
  return true;
};

/** A heading or a list becomes a paragraph before anything is joined. */
const plainAtStart: Command = (state, dispatch) => {
  const { empty, $from } = state.selection;
  if (!empty || $from.parentOffset > 0) return false;
  if ($from.parent.type === nodes.heading || ($from.parent.type.spec.code && $from.parent.content.size === 0)) {
    return setBlockType(nodes.paragraph)(state, dispatch);
  }
  return $from.node(-1)?.type === nodes.listItem && $from.index(-1) === 0 && liftListItem(nodes.listItem)(state, dispatch);
};

/** A paragraph that is nothing but the marks of a block of code or a line becomes that. */
const fromMarks: Command = (state, dispatch) => {
  const { empty, $from } = state.selection;
  const { parent } = $from;
  if (!empty || parent.type !== nodes.paragraph || $from.parentOffset < parent.content.size) return false;
  const [from, to] = [$from.before(), $from.after()];
  const fence = /^```([\w+-]*)$/u.exec(parent.textContent);
  if (!fence && !/^(?:---|\*\*\*)$/u.test(parent.textContent)) return false;
  const made = fence ? [nodes.codeBlock.create({ language: fence[1] })] : [nodes.rule.create(), nodes.paragraph.create()];
  const tr = state.tr.replaceWith(from, to, made);
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, fence ? from + 1 : from + 2)).scrollIntoView());
  return true;
};

const indentCode: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.type.spec.code) return false;
  dispatch?.(state.tr.insertText('  ').scrollIntoView());
  return true;
};

/** A cell has one line: the key does nothing in it. */
const inCell: Command = ({ selection }) => selection.$from.parent.type === nodes.tableCell;

/** To the next cell or the one before; behind the last one begins another row. */
export function toCell(step: 1 | -1): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    if ($from.parent.type !== nodes.tableCell) return false;
    const [cell, row] = [$from.index(-1) + step, $from.index(-2)];
    const table = $from.node(-2);
    const width = $from.node(-1).childCount;
    const place = row * width + cell;
    if (place < 0) return false;
    const tr = state.tr;
    const tableStart = $from.start(-2);
    if (place >= table.childCount * width) tr.insert($from.end(-2), emptyRowLike($from.node(-1)));
    let at = tableStart;
    const grown = tr.doc.resolve(tableStart).node();
    for (let each = 0; each < Math.floor(place / width); each += 1) at += grown.child(each).nodeSize;
    const target = grown.child(Math.floor(place / width));
    at += 1;
    for (let each = 0; each < place % width; each += 1) at += target.child(each).nodeSize;
    const inside = at + 1;
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, inside, inside + target.child(place % width).content.size)).scrollIntoView());
    return true;
  };
}

import type { EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { schema } from './schema.ts';
import { commands } from './writing-keys.ts';

const buttons = [
  { name: 'strong', sign: 'B' },
  { name: 'emphasis', sign: 'I' },
  { name: 'heading', sign: 'H' },
  { name: 'bulletList', sign: '•' },
  { name: 'orderedList', sign: '1.' },
  { name: 'quote', sign: '“' },
  { name: 'code', sign: '<>' },
  { name: 'undo', sign: '↶' },
  { name: 'redo', sign: '↷' },
] as const;

type ButtonName = (typeof buttons)[number]['name'];

/** What can be done to the words at the caret. One stop for the Tab key; arrows go from button to button. */
export function RichBar({ view, state }: { readonly view: EditorView | null; readonly state: EditorState | null }) {
  const { t } = useTranslation();
  const isPossible = (name: ButtonName) => state !== null && commands[name](state);
  return (
    <div className="words-bar" role="toolbar" tabIndex={-1} aria-label={t('editor.bar')} onKeyDown={moveFocus}>
      {buttons.map(({ name, sign }, index) => (
        <button
          key={name}
          type="button"
          className="words-button"
          data-name={name}
          tabIndex={index === 0 ? 0 : -1}
          title={t(`editor.${name}`)}
          aria-label={t(`editor.${name}`)}
          aria-pressed={isToggle(name) ? isOn(name, state) : undefined}
          aria-disabled={!isPossible(name) || undefined}
          // the selection in the text stays while a button is pressed
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            if (!view) return;
            commands[name](view.state, view.dispatch);
            view.focus();
          }}
        >
          <span aria-hidden="true">{sign}</span>
        </button>
      ))}
    </div>
  );
}

function isToggle(name: ButtonName): boolean {
  return name !== 'undo' && name !== 'redo';
}

function isOn(name: ButtonName, state: EditorState | null): boolean {
  if (!state) return false;
  const { $from, empty, from, to } = state.selection;
  const mark = name === 'strong' || name === 'emphasis' || name === 'code' ? schema.marks[name] : null;
  if (mark) return empty ? mark.isInSet(state.storedMarks ?? $from.marks()) !== undefined : state.doc.rangeHasMark(from, to, mark);
  return Array.from({ length: $from.depth }, (_, index) => $from.node(index + 1)).some((node) => node.type.name === name);
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const all = [...event.currentTarget.querySelectorAll('button')];
  const place = all.findIndex((button) => button === document.activeElement);
  all[(place + step + all.length) % all.length]?.focus();
  event.preventDefault();
}

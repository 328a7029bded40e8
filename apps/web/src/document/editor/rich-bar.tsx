import type { EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { canLink, linkAt } from './link-commands.ts';
import { LinkPanel } from './link-panel.tsx';
import { schema } from './schema.ts';
import { tableAt } from './table-commands.ts';
import { TablePanel } from './table-panel.tsx';
import { commands } from './writing-keys.ts';

const buttons = [
  { name: 'strong', sign: 'B' },
  { name: 'emphasis', sign: 'I' },
  { name: 'struck', sign: 'S' },
  { name: 'heading', sign: 'H' },
  { name: 'bulletList', sign: <Icon name="list" small /> },
  { name: 'orderedList', sign: <Icon name="numbers" small /> },
  { name: 'quote', sign: <Icon name="quote" small /> },
  { name: 'code', sign: <Icon name="code" small /> },
  { name: 'footnote', sign: <sup>1</sup> },
  { name: 'undo', sign: <Icon name="restore" small /> },
  { name: 'redo', sign: <Icon name="redo" small /> },
] as const;

type ButtonName = (typeof buttons)[number]['name'];

interface RichBarProps {
  readonly view: EditorView | null;
  readonly state: EditorState | null;
  readonly onImage: () => void;
}

interface OpenPanel {
  readonly name: 'table' | 'link';
  /** In pixels from the left of the bar. */
  readonly place: number;
}

/** What can be done to the words at the caret. One stop for the Tab key; arrows go from button to button. */
export function RichBar({ view, state, onImage }: RichBarProps) {
  const { t } = useTranslation();
  const [panel, setPanel] = useState<OpenPanel | null>(null);
  const closePanel = () => setPanel(null);
  const toggle = (name: OpenPanel['name'], button: HTMLElement) => {
    const isOpen = panel?.name === name;
    setPanel(isOpen ? null : { name, place: placeInBar(button) });
    // the panel goes, and the focus with it
    if (isOpen) view?.focus();
  };
  const isPossible = (name: ButtonName) => state !== null && commands[name](state);
  const isLinked = state !== null && linkAt(state) !== null;
  const isInTable = state !== null && tableAt(state) !== null;
  return (
    <div className="words-bar-frame">
      <div className="words-bar" role="toolbar" tabIndex={-1} aria-label={t('editor.bar')} onKeyDown={moveFocus}>
        {buttons.map(({ name, sign }, index) => (
          <BarButton
            key={name}
            name={name}
            label={t(`editor.${name}`)}
            isFirst={index === 0}
            isOn={isToggle(name) ? isOn(name, state) : undefined}
            isPossible={isPossible(name)}
            onClick={() => {
              if (!view) return;
              commands[name](view.state, view.dispatch);
              view.focus();
            }}
          >
            <span aria-hidden="true">{sign}</span>
          </BarButton>
        ))}
        <BarButton
          name="link"
          label={t('editor.link.name')}
          isOn={isLinked}
          isPossible={isLinked || (state !== null && canLink(state))}
          isOpen={panel?.name === 'link'}
          onClick={({ currentTarget }) => (isLinked || (state && canLink(state))) && toggle('link', currentTarget)}
        >
          <Icon name="link" small />
        </BarButton>
        <BarButton
          name="table"
          label={isInTable ? t('editor.table.changes') : t('editor.table.insert')}
          isOpen={panel?.name === 'table'}
          onClick={({ currentTarget }) => toggle('table', currentTarget)}
        >
          <Icon name="table" small />
        </BarButton>
        <BarButton name="image" label={t('editor.image.insert')} onClick={onImage}>
          <Icon name="image" small />
        </BarButton>
      </div>
      {panel?.name === 'table' && view && <TablePanel view={view} place={panel.place} onClose={closePanel} />}
      {panel?.name === 'link' && view && <LinkPanel view={view} place={panel.place} onClose={closePanel} />}
    </div>
  );
}

interface BarButtonProps {
  readonly name: string;
  readonly label: string;
  /** Where the Tab key comes to. */
  readonly isFirst?: boolean;
  /** `undefined`: it is no switch. */
  readonly isOn?: boolean | undefined;
  readonly isPossible?: boolean;
  /** `undefined`: it opens nothing. */
  readonly isOpen?: boolean;
  readonly onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  readonly children: ReactNode;
}

function BarButton({ name, label, isFirst = false, isOn: isPressed, isPossible = true, isOpen, onClick, children }: BarButtonProps) {
  return (
    <button
      type="button"
      className="words-button"
      data-name={name}
      tabIndex={isFirst ? 0 : -1}
      title={label}
      aria-label={label}
      aria-pressed={isPressed}
      aria-expanded={isOpen}
      aria-disabled={!isPossible || undefined}
      // the selection in the text stays while a button is pressed
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

/** On phones the bar is moved under the finger. */
function placeInBar(button: HTMLElement): number {
  return button.offsetLeft - (button.parentElement?.scrollLeft ?? 0);
}

function isToggle(name: ButtonName): boolean {
  return name !== 'footnote' && name !== 'undo' && name !== 'redo';
}

function isOn(name: ButtonName, state: EditorState | null): boolean {
  if (!state) return false;
  const { $from, empty, from, to } = state.selection;
  const mark = name === 'strong' || name === 'emphasis' || name === 'struck' || name === 'code' ? schema.marks[name] : null;
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

import type { PolishKind, WritingLanguage } from '@maobi/contract';
import type { EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { useEffect, useId, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { useClosedByBack } from '../../keyboard/use-closed-by-back.ts';
import { usePolishCost } from '../polish/use-polish-cost.ts';
import { clearSlash, closeSlash, openSlash } from './slash-commands.ts';
import { modelEntries, slashEntries, type SlashEntry } from './slash-entries.ts';
import { useFloatPlace } from './use-float-place.ts';

/** What the model can be asked for from inside the editor. */
export interface ModelInEditor {
  readonly language: WritingLanguage;
  /** Tokens written a second; `null`: not known. */
  readonly pace: number | null;
  /** Why it cannot be asked now; `null`: it can. */
  readonly whyNot: () => string | null;
}

interface SlashMenuProps {
  readonly view: EditorView;
  readonly state: EditorState;
  readonly model: ModelInEditor;
  readonly onImage: () => void;
  /** Places are those of the text without mark and words. */
  readonly onPolish: (kind: PolishKind, from: number, to: number) => void;
  readonly ref: Ref<SlashMenuHandle>;
}

export interface SlashMenuHandle {
  /** Whether the key was for the menu. */
  readonly press: (event: KeyboardEvent) => boolean;
}

/** What can be put at the caret, and what the model can do there, with what it costs. */
export function SlashMenu({ view, state, model, onImage, onPolish, ref }: SlashMenuProps) {
  const { t } = useTranslation();
  const id = useId();
  const query = openSlash(state);
  const [wanted, setWanted] = useState({ words: '', index: 0 });
  const whyNot = model.whyNot();
  const above = query ? modelEntries(state.doc, query.from) : [];
  const entries = query ? slashEntries(query.words, above) : [];
  const current = query && wanted.words === query.words ? Math.min(wanted.index, entries.length - 1) : 0;
  const choose = (entry: SlashEntry | undefined) => {
    if (!entry || (entry.kind === 'model' && model.whyNot() !== null)) return;
    clearSlash(view);
    if (entry.kind === 'model') onPolish(entry.name, entry.from, entry.to);
    else if (entry.insert) entry.insert(view.state, view.dispatch);
    else onImage();
    if (!view.isDestroyed) view.focus();
  };
  const press = (event: KeyboardEvent): boolean => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && query && entries.length > 0)
      setWanted({ words: query.words, index: (current + step + entries.length) % entries.length });
    else if (event.key === 'Escape') closeSlash(view);
    else if ((event.key === 'Enter' || event.key === 'Tab') && entries.length > 0) choose(entries[current]);
    else return false;
    // the key that ends the editing, or stops the whole job
    event.stopPropagation();
    event.preventDefault();
    return true;
  };
  useImperativeHandle(ref, () => ({ press }));
  useClosedByBack(entries.length > 0, () => closeSlash(view));
  useActiveOption(view, query === null || entries.length === 0 ? null : `${id}-${current}`);
  if (!query || entries.length === 0) return null;
  const parts = { entries, current, model, id, onChoose: choose };
  return (
    <Float view={view} place={query.from} id={id} label={t('editor.slash.label')} current={current}>
      <SlashGroup {...parts} kind="block" name={t('editor.slash.insert')} />
      <SlashGroup {...parts} kind="model" name={t('editor.slash.ask')} whyNot={whyNot} />
    </Float>
  );
}

interface FloatProps {
  readonly view: EditorView;
  readonly place: number;
  readonly id: string;
  readonly label: string;
  readonly current: number;
  readonly children: React.ReactNode;
}

function Float({ view, place, id, label, current, children }: FloatProps) {
  const float = useRef<HTMLDivElement>(null);
  useFloatPlace(float, view, place);
  useEffect(() => {
    float.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    // the caret stays in the text while a line is pressed
    <div
      ref={float}
      id={id}
      className="slash-menu float"
      role="listbox"
      tabIndex={-1}
      aria-label={label}
      onMouseDown={(event) => event.preventDefault()}
    >
      {children}
    </div>
  );
}

interface SlashGroupProps {
  readonly entries: readonly SlashEntry[];
  readonly current: number;
  readonly model: ModelInEditor;
  readonly id: string;
  readonly kind: SlashEntry['kind'];
  readonly name: string;
  /** Why none of its lines can be chosen now. Default: they can. */
  readonly whyNot?: string | null;
  readonly onChoose: (entry: SlashEntry) => void;
}

function SlashGroup({ entries, current, model, id, kind, name, whyNot = null, onChoose }: SlashGroupProps) {
  const { t } = useTranslation();
  const costOf = usePolishCost(model.language, model.pace);
  const lines = entries.map((entry, index) => ({ entry, index })).filter(({ entry }) => entry.kind === kind);
  if (lines.length === 0) return null;
  return (
    <div role="group" aria-label={name}>
      <p className="slash-title note" aria-hidden="true">
        {name}
      </p>
      {whyNot !== null && (
        <p className="slash-reason note" id={`${id}-reason`}>
          {whyNot}
        </p>
      )}
      {lines.map(({ entry, index }) => (
        <button
          key={entry.name}
          type="button"
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          className="menu-item"
          aria-selected={index === current}
          aria-disabled={whyNot !== null || undefined}
          aria-describedby={whyNot === null ? undefined : `${id}-reason`}
          data-highlighted={index === current || undefined}
          onClick={() => onChoose(entry)}
        >
          {entry.kind === 'block' ? (
            <>
              <span className="slash-sign" aria-hidden="true">
                {signs[entry.name]}
              </span>
              {t(`editor.slash.blocks.${entry.name}`)}
            </>
          ) : (
            <>
              <Icon name="brush" small />
              {t(`editor.slash.model.${entry.name}`)}
              <span className="cost num">{costOf(entry.name, entry.count)}</span>
            </>
          )}
        </button>
      ))}
    </div>
  );
}

const signs: Readonly<Record<Extract<SlashEntry, { kind: 'block' }>['name'], React.ReactNode>> = {
  heading: 'H',
  bulletList: <Icon name="list" small />,
  orderedList: <Icon name="numbers" small />,
  task: <Icon name="task" small />,
  quote: <Icon name="quote" small />,
  table: <Icon name="table" small />,
  code: <Icon name="code" small />,
  formula: '∑',
  footnote: '¹',
  image: <Icon name="image" small />,
  rule: '—',
};

/** Readers of the screen hear of the line while the caret stays in the text. */
function useActiveOption(view: EditorView, option: string | null): void {
  useEffect(() => {
    const { dom } = view;
    if (option === null) dom.removeAttribute('aria-activedescendant');
    else dom.setAttribute('aria-activedescendant', option);
    return () => dom.removeAttribute('aria-activedescendant');
  }, [view, option]);
}

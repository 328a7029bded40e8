import type { Section } from '@maobi/contract';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { isComposing, useWordsField } from '../../keyboard/composition.ts';
import type { DocumentActions } from '../document-actions.ts';
import type { FindMode } from './find-mode.ts';
import type { FindRequest, FoundPlace } from './use-find-keys.ts';
import { useFind } from './use-find.ts';
import './find.css';

interface FindBarProps {
  readonly page: RefObject<HTMLElement | null>;
  readonly sections: readonly Section[];
  readonly actions: DocumentActions;
  readonly isReadOnly: boolean;
  /** To replace, or to find only. */
  readonly request: FindRequest;
  readonly onMode: (mode: FindMode) => void;
  /** Gets where the writer is; `null`: nothing was found. */
  readonly onClose: (found: FoundPlace | null) => void;
}

/** Finds words in the whole document, and puts others in their place. */
export function FindBar({ page, sections, actions, isReadOnly, request, onMode, onClose }: FindBarProps) {
  const { t } = useTranslation();
  const { mode } = request;
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(() => selectedWords());
  const [words, setWords] = useState(text);
  const typing = useWordsField(setText, setWords);
  const [isPattern, setIsPattern] = useState(false);
  const [isCaseSensitive, setIsCaseSensitive] = useState(false);
  const query = { words, isPattern, isCaseSensitive };
  const { count, at, problem, step, isReplacing, replace, found } = useFind(query, { page, sections, actions, request });
  const close = () => onClose(found());
  useEffect(() => takeFocus(field.current), [request]);
  return (
    <div className="find-place">
      <div className="find-bar float" data-over-text role="search" aria-label={t('find.label')} onKeyDown={(event) => leave(event, close)}>
        <div className="find-row">
          <input
            ref={field}
            className="field"
            value={text}
            aria-label={t('find.words')}
            placeholder={t('find.words')}
            {...typing}
            onKeyDown={(event) => goOn(event, step)}
          />
          <output className="find-count note" aria-live="polite">
            {isReplacing
              ? t('find.isReplacing')
              : words !== '' && problem === null && (count === 0 ? t('find.none') : t('find.count', { place: at + 1, count }))}
          </output>
          <Steps onStep={step} onClose={close}>
            <Toggle isOn={isPattern} label={t('find.isPatternHint')} text={t('find.isPattern')} onToggle={setIsPattern} />
            <Toggle
              isOn={isCaseSensitive}
              label={t('find.isCaseSensitiveHint')}
              text={t('find.isCaseSensitive')}
              onToggle={setIsCaseSensitive}
            />
            {!isReadOnly && (
              <Toggle
                isOn={mode === 'replace'}
                label={t('find.replacing')}
                text={t('find.replacing')}
                onToggle={(isOn) => onMode(isOn ? 'replace' : 'find')}
              />
            )}
          </Steps>
        </div>
        {problem !== null && (
          <p className="find-problem" role="alert">
            {problem}
          </p>
        )}
        {!isReadOnly && mode === 'replace' && <ReplaceRow isPossible={count > 0} isReplacing={isReplacing} onReplace={replace} />}
      </div>
    </div>
  );
}

function leave(event: KeyboardEvent, close: () => void): void {
  if (isComposing(event) || event.key !== 'Escape') return;
  event.preventDefault();
  event.stopPropagation();
  close();
}

/** Enter goes to the next place, with Shift to the one before. */
function goOn(event: KeyboardEvent, step: (by: 1 | -1) => void): void {
  if (isComposing(event) || event.key !== 'Enter') return;
  event.preventDefault();
  step(event.shiftKey ? -1 : 1);
}

interface StepsProps {
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function Steps({ onStep, onClose, children }: StepsProps) {
  const { t } = useTranslation();
  return (
    <>
      {children}
      <button type="button" className="icon-btn" aria-label={t('find.previous')} onClick={() => onStep(-1)}>
        <Icon name="up" small />
      </button>
      <button type="button" className="icon-btn" aria-label={t('find.next')} onClick={() => onStep(1)}>
        <Icon name="chevron" small />
      </button>
      <button type="button" className="icon-btn" aria-label={t('shell.close')} onClick={onClose}>
        <Icon name="close" small />
      </button>
    </>
  );
}

interface ReplaceRowProps {
  readonly isPossible: boolean;
  readonly isReplacing: boolean;
  readonly onReplace: (by: string, isAll: boolean) => Promise<void>;
}

function ReplaceRow({ isPossible, isReplacing, onReplace }: ReplaceRowProps) {
  const { t } = useTranslation();
  const [by, setBy] = useState('');
  // a button that is disabled while it has the focus would lose it, and Esc with it, which closes the bar
  const button = { type: 'button', className: 'btn plain', 'aria-disabled': isReplacing || !isPossible } as const;
  const replace = (isAll: boolean) => {
    if (isPossible) void onReplace(by, isAll);
  };
  return (
    <div className="find-row">
      <input
        className="field"
        value={by}
        aria-label={t('find.by')}
        placeholder={t('find.by')}
        onChange={(event) => setBy(event.target.value)}
      />
      <button {...button} onClick={() => replace(false)}>
        {t('find.replaceOne')}
      </button>
      <button {...button} onClick={() => replace(true)}>
        {t('find.replaceAll')}
      </button>
    </div>
  );
}

interface ToggleProps {
  readonly isOn: boolean;
  readonly label: string;
  readonly text: string;
  readonly onToggle: (isOn: boolean) => void;
}

function Toggle({ isOn, label, text, onToggle }: ToggleProps) {
  return (
    <button type="button" className="find-toggle" aria-pressed={isOn} aria-label={label} title={label} onClick={() => onToggle(!isOn)}>
      {text}
    </button>
  );
}

function takeFocus(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}

const longestSelection = 100;

function selectedWords(): string {
  const words = document.getSelection()?.toString() ?? '';
  return words.length <= longestSelection && !words.includes('\n') ? words : '';
}

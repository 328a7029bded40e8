import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import { useWhenLeft } from '../use-when-left.ts';

interface HeadingWordsProps {
  /** As they were given; empty: nobody has given any. */
  readonly words: string;
  /** What stands there as long as none were given. Default: nothing. */
  readonly placeholder?: string;
  /** Of the field that they are changed in. */
  readonly label: string;
  readonly longest: number;
  /** Hears of other words, never of none; `null`: they cannot be changed. */
  readonly onChange: ((words: string) => void) | null;
  /** Enter was pressed: the writer goes on below. */
  readonly onEntered?: () => void;
}

/** The words of a title or heading; a press makes them a field in their place. Enter or leaving it keeps what was typed, Esc does not. */
export function HeadingWords({ words, placeholder = '', label, longest, onChange, onEntered }: HeadingWordsProps) {
  const [isEditing, setIsEditing] = useState(false);
  const shown = words === '' ? <span className="dim">{placeholder}</span> : words;
  if (!onChange) return shown;
  if (isEditing) {
    const onDone = (typed: string | null, isEntered: boolean) => {
      setIsEditing(false);
      if (typed !== null) onChange(typed);
      if (isEntered) onEntered?.();
    };
    return <WordsField words={words} placeholder={placeholder} label={label} longest={longest} onDone={onDone} />;
  }
  const begin = () => {
    // words that are being selected are for copying
    if (document.getSelection()?.isCollapsed !== false) setIsEditing(true);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- keys have the title's menu and the outline's rows for it
    <span className="heading-words" onClick={begin}>
      {shown}
    </span>
  );
}

interface WordsFieldProps extends Pick<HeadingWordsProps, 'words' | 'label' | 'longest'> {
  readonly placeholder: string;
  /** Called once: with the new words, or with `null` when nothing is to change. */
  readonly onDone: (words: string | null, isEntered: boolean) => void;
}

function WordsField({ words, placeholder, label, longest, onDone }: WordsFieldProps) {
  const [typed, setTyped] = useState(words);
  const field = useRef<HTMLTextAreaElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(words.length, words.length);
  }, [words]);
  const finish = (next: string | null, isEntered = false) => {
    if (isDone.current) return;
    isDone.current = true;
    const trimmed = next?.trim() ?? '';
    onDone(trimmed === '' || trimmed === words ? null : trimmed, isEntered);
  };
  useWhenLeft(() => finish(typed));
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') finish(typed, true);
    else finish(null);
  };
  return (
    <textarea
      ref={field}
      className="heading-field"
      rows={1}
      aria-label={label}
      placeholder={placeholder}
      value={typed}
      maxLength={longest}
      enterKeyHint="done"
      onChange={(event) => setTyped(event.target.value.replaceAll(/\s*\n\s*/gu, ' '))}
      // another window is no other place in this one
      onBlur={() => document.hasFocus() && finish(typed)}
      onKeyDown={onKeyDown}
    />
  );
}

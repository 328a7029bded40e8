import { useEffect, useRef, type ClipboardEvent } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { fitHeight } from '../../conversation/composer/text-field.ts';
import { showToast } from '../../toasts/toasts.ts';
import { imageFilesOf, keepImages } from '../editor/keep-images.ts';
import type { PendingPastes } from '../editor/pending-pastes.ts';
import { movedRange, type TextRange } from './moved-range.ts';
import { longestRichText } from './source-mode.ts';

interface SourceFieldProps {
  readonly text: string;
  readonly label: string;
  readonly onChange: (text: string) => void;
  readonly pending: PendingPastes;
}

/** A section's text as its Markdown. */
export function SourceField({ text, label, onChange, pending }: SourceFieldProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  /** Where images were pasted that are still on their way. */
  const places = useRef(new Map<symbol, TextRange>());
  const last = useRef(text);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [text]);
  const change = (next: string) => {
    for (const [place, range] of places.current) places.current.set(place, movedRange(range, last.current, next));
    last.current = next;
    onChange(next);
  };
  const pasteImages = async (files: readonly File[], { from, to }: TextRange) => {
    const place = Symbol('place');
    places.current.set(place, { from, to });
    const images = await keepImages(files, t);
    const range = places.current.get(place) ?? { from, to };
    places.current.delete(place);
    if (images.length === 0) return;
    if (!field.current) {
      showToast({ text: t('editor.pasteLost'), hint: t('editor.pasteLostHint'), isFailure: true });
      return;
    }
    putIn(field.current, range, images.map(({ address }) => `![](${address})`).join('\n\n'));
    change(field.current.value);
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const files = imageFilesOf(event.clipboardData);
    if (files.length === 0 || event.clipboardData.getData('text/plain').trim() !== '') return;
    event.preventDefault();
    pending.add(pasteImages(files, { from: event.currentTarget.selectionStart, to: event.currentTarget.selectionEnd }));
  };
  return (
    <textarea
      ref={field}
      aria-label={label}
      value={text}
      rows={6}
      data-longest-paste={longestRichText}
      onChange={(event) => change(event.target.value)}
      onPaste={onPaste}
    />
  );
}

/** The caret comes behind it if it still stands there; a writer who has gone on stays where they are now. */
function putIn(field: HTMLTextAreaElement, { from, to }: TextRange, words: string): void {
  const { selectionStart, selectionEnd } = field;
  const moved = (place: number) => (place >= to ? place + words.length - (to - from) : Math.min(place, from));
  field.setRangeText(words, from, to);
  field.setSelectionRange(moved(selectionStart === from ? to : selectionStart), moved(selectionEnd));
}

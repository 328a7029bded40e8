import type { EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { showFailure } from '../../toasts/show-failure.ts';
import { showToast } from '../../toasts/toasts.ts';
import { useReadingPreferences } from '../reading/reading-preferences.ts';
import { KeptSource } from './kept-source.ts';
import { longestPaste } from './pasting.ts';
import { RichBar } from './rich-bar.tsx';
import { createWordsView, placeCaret } from './words-view.ts';
import './editor.css';

interface RichTextProps {
  /** Markdown, as it was when the editing began. */
  readonly text: string;
  readonly label: string;
  /** Where the writer pressed; `null`: the caret goes to the end. */
  readonly point: { readonly x: number; readonly y: number } | null;
  /** Hears of the Markdown a moment after it has changed. */
  readonly onChange: (markdown: string) => void;
  readonly ref: Ref<RichTextHandle>;
}

export interface RichTextHandle {
  /** Makes the last change be heard of at once. */
  readonly flush: () => void;
}

/** Where the written line stays in typewriter mode, as a part of the height of the pane. */
const writtenLine = 0.45;

function keepInMiddle(view: EditorView): void {
  const scroller = view.dom.closest('.document-text');
  if (!scroller) return;
  const { top, height } = scroller.getBoundingClientRect();
  scroller.scrollTop += view.coordsAtPos(view.state.selection.head).top - top - height * writtenLine;
}

const settleMs = 250;
const nothing = () => {};

/** A text edited as it looks. What is not touched keeps its Markdown to the character. */
export function RichText({ text, label, point, onChange, ref }: RichTextProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const [kept] = useState(() => new KeptSource(text));
  const [view, setView] = useState<EditorView | null>(null);
  const [state, setState] = useState<EditorState | null>(null);
  const tell = useEffectEvent(onChange);
  const reports = useEffectEvent((error: unknown) => {
    if (error !== null) return showFailure(t, error);
    showToast({ text: t('editor.tooLong'), hint: t('editor.tooLongHint', { count: longestPaste }), isFailure: true });
  });
  const sender = useRef(nothing);
  useImperativeHandle(ref, () => ({ flush: () => sender.current() }), []);
  const [first] = useState({ label, point });
  useEffect(() => {
    if (!place.current) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const host = document.createElement('div');
    place.current.append(host);
    const created = createWordsView(host, {
      doc: kept.doc,
      label: first.label,
      reports: { onTooLong: () => reports(null), onFailed: (error) => reports(error ?? 'paste') },
      onChange: (changed, isDocChanged) => {
        setState(changed);
        if (!isDocChanged) return;
        if (useReadingPreferences.getState().isTypewriter) keepInMiddle(created);
        clearTimeout(timer);
        timer = setTimeout(send, settleMs);
      },
    });
    const send = () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      tell(kept.markdownOf(created.state.doc));
    };
    sender.current = send;
    setView(created);
    setState(created.state);
    placeCaret(created, first.point);
    return () => {
      send();
      sender.current = nothing;
      created.destroy();
      host.remove();
    };
  }, [kept, first]);
  return (
    <>
      <RichBar view={view} state={state} />
      <div ref={place} className="words-place" />
    </>
  );
}

import type { TFunction } from 'i18next';
import type { EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { useCallback, useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { offerLongText } from '../../long-paste/long-text.ts';
import { showFailure } from '../../toasts/show-failure.ts';
import { showToast } from '../../toasts/toasts.ts';
import { useReadingPreferences } from '../reading/reading-preferences.ts';
import { keepCaret, keptCaret } from './kept-carets.ts';
import type { KeptSource } from './kept-source.ts';
import { longestPaste, type PasteReports } from './pasting.ts';
import type { PendingPastes } from './pending-pastes.ts';
import { WordsSender } from './words-sender.ts';
import { createWordsView, placeCaret, typeIn, type EditPoint } from './words-view.ts';

interface WordsViewNeeds {
  readonly kept: KeptSource;
  readonly sectionId: string;
  readonly label: string;
  readonly point: EditPoint | null;
  readonly takeEarly: () => string;
  readonly onChange: (markdown: string) => void;
  readonly pending: PendingPastes;
  /** Asked for each key while the menu of what can be inserted is open. */
  readonly pressSlash: (event: KeyboardEvent) => boolean;
}

/** Where the written line stays in typewriter mode, as a part of the height of the pane. */
const writtenLine = 0.45;
/** A browser tells of the caret that long after the press. */
const pressMs = 300;
const nothing = () => {};

/** The editor in its place on the page, for as long as that is there. */
export function useWordsView(
  place: RefObject<HTMLElement | null>,
  { kept, sectionId, label, point, takeEarly, onChange, pending, pressSlash }: WordsViewNeeds,
) {
  const { t } = useTranslation();
  const [view, setView] = useState<EditorView | null>(null);
  const [state, setState] = useState<EditorState | null>(null);
  const tell = useEffectEvent(onChange);
  const press = useEffectEvent(pressSlash);
  const sender = useRef(nothing);
  const [first] = useState({ label, point, takeEarly, placeholder: t('document.edit.placeholder') });
  const [reports] = useState(() => pasteReports(t, pending));
  useEffect(() => {
    if (!place.current) return undefined;
    let [head, pressedMs] = [0, -Infinity];
    const onPress = () => (pressedMs = performance.now());
    const host = document.createElement('div');
    for (const name of ['pointerdown', 'pointerup'] as const) host.addEventListener(name, onPress);
    place.current.append(host);
    const created = createWordsView(host, {
      doc: kept.doc,
      label: first.label,
      placeholder: first.placeholder,
      reports,
      onSlashKey: (event) => press(event),
      onChange: (changed, isDocChanged) => {
        const hasMoved = isDocChanged || changed.selection.head !== head;
        head = changed.selection.head;
        setState(changed);
        // a text that moved under the pointer would be pressed at another place
        if (hasMoved && useReadingPreferences.getState().isTypewriter && performance.now() - pressedMs > pressMs) keepInMiddle(created);
        if (isDocChanged) unsent.note();
      },
    });
    const unsent = new WordsSender(() => tell(kept.markdownOf(created.state.doc)));
    sender.current = unsent.flush;
    setView(created);
    setState(created.state);
    placeCaret(created, kept, first.point, keptCaret(sectionId, created.state.doc.content.size));
    typeIn(created, first.takeEarly());
    return () => {
      keepCaret(sectionId, created.state.selection.head, created.state.doc.content.size);
      unsent.close();
      sender.current = nothing;
      created.destroy();
      host.remove();
    };
  }, [place, kept, sectionId, first, reports]);
  const flush = useCallback(() => sender.current(), []);
  return { view, state, flush, reports };
}

function pasteReports(t: TFunction, pending: PendingPastes): PasteReports {
  return {
    onTooLong: (text) => offerLongText({ text, room: longestPaste, isAtOnce: true }),
    onFailed: (error) => showFailure(t, error),
    onLost: () => showToast({ text: t('editor.pasteLost'), hint: t('editor.pasteLostHint'), isFailure: true }),
    pending,
    t,
  };
}

function keepInMiddle(view: EditorView): void {
  const scroller = view.dom.closest('.document-text');
  if (!scroller) return;
  const { top, height } = scroller.getBoundingClientRect();
  scroller.scrollTop += view.coordsAtPos(view.state.selection.head).top - top - height * writtenLine;
}

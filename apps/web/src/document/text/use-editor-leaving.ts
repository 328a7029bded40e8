import type { Section } from '@maobi/contract';
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';

interface EditorLeaving {
  readonly section: Pick<Section, 'version'>;
  /** Changes of the section wait for a verdict, and want to stand where the editor is. */
  readonly isJudged: boolean;
  readonly onLeft: () => void;
  /** The focus went to where the writer comes back from: what is done there may need the text. */
  readonly onAside: () => void;
  /** Another text counts while the writer is there. */
  readonly onChanged: () => void;
}

/** What can be done with the words that are selected, and what is asked and read beside the text. */
const aside = '.polish-bubble, .document-aide';
const palette = '.palette';

/** Tells when an editor is left, also by way of the palette or the aide, which by themselves do not end it, and when it is to make room. */
export function useEditorLeaving(frame: RefObject<HTMLElement | null>, leaving: EditorLeaving): void {
  const { section, isJudged, onLeft, onAside, onChanged } = leaving;
  const leave = useEffectEvent(onLeft);
  const change = useEffectEvent(onChanged);
  const versionId = section.version?.id ?? null;
  const known = useRef(versionId);
  const goAside = useEffectEvent(onAside);
  useEffect(() => {
    const element = frame.current;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isAside = false;
    const look = () => {
      const now = document.activeElement;
      // another window is no other place in this one
      if (!document.hasFocus() || !element?.isConnected) return;
      const wasAside = isAside;
      isAside = !element.contains(now) && (now?.closest(aside) != null || document.querySelector(palette) !== null);
      if (isAside && !wasAside) goAside();
      if (!isAside && !element.contains(now)) leave();
    };
    // it may come back at once, as when the field is drawn anew
    const lookSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(look);
    };
    element?.addEventListener('focusout', lookSoon);
    document.addEventListener('focusin', lookSoon);
    return () => {
      clearTimeout(timer);
      element?.removeEventListener('focusout', lookSoon);
      document.removeEventListener('focusin', lookSoon);
    };
  }, [frame]);
  useEffect(() => {
    if (isJudged) leave();
  }, [isJudged]);
  useEffect(() => {
    if (known.current === versionId) return;
    known.current = versionId;
    if (!frame.current?.contains(document.activeElement)) change();
  }, [frame, versionId]);
}

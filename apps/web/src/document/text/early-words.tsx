import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** What a writer types while the editor is still coming. */
export interface EarlyWords {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** The editor has come, and has the words. */
  readonly isOver: boolean;
  /** An input method is at work: the editor waits for its end. */
  readonly isComposing: boolean;
  readonly setComposing: (isComposing: boolean) => void;
  /** What was typed so far; no more is taken. */
  readonly take: () => string;
}

export function useEarlyWords(): EarlyWords {
  const field = useRef<HTMLTextAreaElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [isComposing, setComposing] = useState(false);
  const take = useCallback(() => {
    setIsOver(true);
    return field.current?.value ?? '';
  }, []);
  return { field, isOver, isComposing, setComposing, take };
}

/** Has the focus until the editor has it. Nobody sees it, and nobody hears of it: the words come into the text a moment later. */
export function EarlyField({ field, setComposing }: Pick<EarlyWords, 'field' | 'setComposing'>) {
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), [field]);
  return (
    <textarea
      ref={field}
      className="early-words"
      aria-hidden="true"
      tabIndex={-1}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
    />
  );
}

import { useLayoutEffect, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { isComposing } from '../keyboard/composition.ts';
import { useLookUp } from '../keyboard/use-look-up.ts';
import { paletteListId } from './palette-list.tsx';

const settleMs = 120;

interface PaletteFieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  /** Of the line that Enter would choose. */
  readonly activeId: string | null;
  /** Called with the trimmed text when the writer pauses, and at once when it is cleared. */
  readonly onSearch: (text: string) => void;
  readonly onMove: (step: 1 | -1) => void;
  readonly onEnd: (isLast: boolean) => void;
  /** Called with the trimmed text, which may not have been looked up yet. */
  readonly onRun: (text: string) => void;
}

/** A combobox over the lines below. No key acts, and nothing is looked up, while an input method is composing. */
export function PaletteField({ field, activeId, onSearch, onMove, onEnd, onRun }: PaletteFieldProps) {
  const { t } = useTranslation();
  const { text, words, lookUpNow } = useLookUp(onSearch, settleMs);
  // before anything is drawn: what is typed next belongs here
  useLayoutEffect(() => field.current?.focus(), [field]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) {
      // an Escape that gives up a composition must not close the palette
      event.stopPropagation();
      return;
    }
    const act = keyActions[event.key];
    if (!act) return;
    event.preventDefault();
    // what was typed last is looked up first: Enter never chooses a line of an earlier text
    lookUpNow();
    act({ onMove, onEnd, onRun: () => onRun(text.trim()) });
  };
  return (
    <input
      ref={field}
      className="palette-field"
      type="text"
      role="combobox"
      aria-expanded="true"
      aria-controls={paletteListId}
      aria-autocomplete="list"
      aria-activedescendant={activeId ?? undefined}
      aria-label={t('palette.label')}
      inputMode="search"
      enterKeyHint="go"
      autoComplete="off"
      spellCheck={false}
      placeholder={t('palette.placeholder')}
      maxLength={200}
      value={text}
      {...words}
      onKeyDown={onKeyDown}
    />
  );
}

type Acts = Pick<PaletteFieldProps, 'onMove' | 'onEnd'> & { readonly onRun: () => void };

const keyActions: Partial<Record<string, (acts: Acts) => void>> = {
  ArrowDown: ({ onMove }) => onMove(1),
  ArrowUp: ({ onMove }) => onMove(-1),
  PageDown: ({ onEnd }) => onEnd(true),
  PageUp: ({ onEnd }) => onEnd(false),
  Enter: ({ onRun }) => onRun(),
};

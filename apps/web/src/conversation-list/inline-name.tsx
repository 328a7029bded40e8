import { useEffect, useRef, useState } from 'react';
import { isComposing } from '../keyboard/composition.ts';
import { useWhenLeft } from '../document/use-when-left.ts';
import { keepFocusNear } from '../keyboard/keep-focus-near.ts';

interface InlineNameProps {
  readonly label: string;
  readonly initial: string;
  /** Called once: with the new name, or with `null` when nothing is to change. */
  readonly onDone: (name: string | null) => void;
  readonly allowsEmpty?: boolean;
}

/** A name edited where it stands. Enter and leaving the field or the page keep it, Esc does not. */
export function InlineName({ label, initial, onDone, allowsEmpty = false }: InlineNameProps) {
  const [name, setName] = useState(initial);
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    // the row is in sight already; scrolling would move it from under the eye
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, []);
  const finish = (next: string | null) => {
    if (isDone.current) return;
    isDone.current = true;
    const trimmed = next?.trim() ?? '';
    onDone(next === null || trimmed === initial || (trimmed === '' && !allowsEmpty) ? null : trimmed);
  };
  useWhenLeft(() => finish(name));
  return (
    <input
      ref={field}
      className="field inline-name"
      aria-label={label}
      value={name}
      maxLength={200}
      enterKeyHint="done"
      onChange={(event) => setName(event.target.value)}
      onBlur={() => finish(name)}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key === 'Enter' || event.key === 'Escape') keepFocusNear(field.current);
        if (event.key === 'Enter') finish(name);
        if (event.key === 'Escape') {
          event.stopPropagation();
          finish(null);
        }
      }}
    />
  );
}

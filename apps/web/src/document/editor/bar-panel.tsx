import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import { useClosedByBack } from '../../keyboard/use-closed-by-back.ts';

interface BarPanelProps {
  /** In pixels from the left of the bar that it hangs below. */
  readonly place: number;
  /** Back to the text. */
  readonly onLeave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What a button of the bar opens. It has the focus, and closes when it loses it. */
export function BarPanel({ place, onLeave, onClose, children }: BarPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.querySelector<HTMLElement>('input, button[tabindex="0"]')?.focus({ preventScroll: true }), []);
  useClosedByBack(true, onLeave);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || isComposing(event)) return;
    event.preventDefault();
    event.stopPropagation();
    onLeave();
  };
  return (
    <div
      ref={panel}
      className="bar-panel float"
      style={{ ['--place' as string]: `${place}px` }}
      role="presentation"
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || onClose()}
    >
      {children}
    </div>
  );
}

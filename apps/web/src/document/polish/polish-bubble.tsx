import { useEffect, useEffectEvent, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import { isSomethingOpen } from '../../keyboard/open-layers.ts';
import { useClosedByBack } from '../../keyboard/use-closed-by-back.ts';

interface PolishBubbleProps {
  /** Where the passage stands on the screen. */
  readonly box: DOMRect;
  readonly page: RefObject<HTMLElement | null>;
  /** It was opened with the keyboard, which goes on in it. */
  readonly takesFocus: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const gapPx = 8;
const edgePx = 12;

/** Lies below the passage, or above it where there is no room; on phones it is a sheet on the dock, and no place is needed. */
export function PolishBubble({ box, page, takesFocus, onClose, children }: PolishBubbleProps) {
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [own, frame] = [bubble.current, page.current];
    if (!own || !frame) return;
    const scrolledPx = frame.scrollTop; // as it was when the passage stood there
    const place = () => putBeside(own, frame, box, scrolledPx);
    place();
    const resizes = new ResizeObserver(place);
    resizes.observe(own);
    return () => resizes.disconnect();
  }, [box, page]);
  useClosedByBack(true, onClose);
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const onPointerDown = ({ target }: PointerEvent) => {
      if (target instanceof Node && !bubble.current?.contains(target)) close();
    };
    // before the key that stops the whole job
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || isComposing(event) || isSomethingOpen()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      close();
    };
    addEventListener('pointerdown', onPointerDown);
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      removeEventListener('pointerdown', onPointerDown);
      removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, []);
  useLayoutEffect(() => {
    if (takesFocus) bubble.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    // a press must not take the selection away before it is used
    <div
      ref={bubble}
      className="polish-bubble float"
      role="presentation"
      data-by-key={takesFocus || undefined}
      onMouseDown={(event) =>
        event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.preventDefault()
      }
    >
      {children}
    </div>
  );
}

/** Below the passage, or above it where there is no room; wholly in sight also where the passage is not. */
function putBeside(bubble: HTMLElement, frame: HTMLElement, box: DOMRect, scrolledPx: number): void {
  const room = frame.getBoundingClientRect();
  const { width, height } = bubble.getBoundingClientRect();
  const isBelow = box.bottom + gapPx + height <= room.bottom - edgePx;
  const wanted = isBelow ? box.bottom + gapPx : box.top - gapPx - height;
  const top = Math.max(room.top + edgePx, Math.min(wanted, room.bottom - edgePx - height));
  const left = Math.min(Math.max(box.left - edgePx, room.left + edgePx), room.right - edgePx - width);
  bubble.style.setProperty('--top', `${top - room.top + scrolledPx}px`);
  bubble.style.setProperty('--left', `${left - room.left}px`);
}

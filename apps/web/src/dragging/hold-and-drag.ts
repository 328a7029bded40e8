/** A finger that rests so long takes hold of the row; one that moves sooner scrolls. */
const holdMs = 400;
/** A finger that rests moves by less than that, in pixels. */
const strayPx = 8;

interface RowHoldOptions {
  /** Rows of one kind are dropped on each other. */
  readonly kind: string;
  readonly onDrop: (target: HTMLElement) => void;
}

/** Lets a finger drag a row onto another one. Browsers have dragging of their own for a mouse; with a finger most have none. Returns what ends that. */
export function holdAndDrag(row: HTMLElement, options: RowHoldOptions): () => void {
  const hold = new RowHold(row, options);
  const listeners: Record<string, (event: never) => void> = {
    touchstart: (event: TouchEvent) => hold.begin(event),
    touchmove: (event: TouchEvent) => hold.move(event),
    touchend: (event: TouchEvent) => hold.drop(event),
    touchcancel: () => hold.end(),
    contextmenu: (event: Event) => hold.refuseMenu(event),
  };
  const all = Object.entries(listeners) as [string, EventListener][];
  for (const [name, listener] of all) row.addEventListener(name, listener, { passive: name === 'touchstart' });
  return () => {
    hold.end();
    for (const [name, listener] of all) row.removeEventListener(name, listener);
  };
}

/** A finger on a row, from its touch until it is lifted. */
class RowHold {
  readonly #row: HTMLElement;
  readonly #options: RowHoldOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Where it came down; `null`: there is none, or it scrolls. */
  #start: { readonly x: number; readonly y: number } | null = null;
  #isHeld = false;
  #target: HTMLElement | null = null;

  constructor(row: HTMLElement, options: RowHoldOptions) {
    this.#row = row;
    this.#options = options;
  }

  begin({ touches, target }: TouchEvent): void {
    this.end();
    const [touch, other] = touches;
    if (!touch || other || (target instanceof Element && target.closest('a, input, textarea, select'))) return;
    this.#start = { x: touch.clientX, y: touch.clientY };
    // where there is dragging with a finger, it would take the touch away
    this.#row.draggable = false;
    this.#timer = setTimeout(() => {
      this.#isHeld = true;
      this.#row.setAttribute('data-held', 'true');
    }, holdMs);
  }

  move(event: TouchEvent): void {
    const [touch] = event.touches;
    if (!touch || this.#start === null) return;
    const [right, down] = [touch.clientX - this.#start.x, touch.clientY - this.#start.y];
    if (!this.#isHeld) {
      if (Math.hypot(right, down) > strayPx) this.end();
      return;
    }
    event.preventDefault();
    this.#row.style.translate = `0 ${down}px`;
    const met = document.elementFromPoint(touch.clientX, touch.clientY)?.closest<HTMLElement>(`[data-row-kind="${this.#options.kind}"]`);
    this.#aim(met && met !== this.#row ? met : null);
    // what lies beyond the edge comes into sight in time
    (down < 0 ? met?.previousElementSibling : met?.nextElementSibling)?.scrollIntoView({ block: 'nearest' });
  }

  drop(event: TouchEvent): void {
    const target = this.#target;
    // else it would count as a press
    if (this.#isHeld) event.preventDefault();
    this.end();
    if (target) this.#options.onDrop(target);
  }

  refuseMenu(event: Event): void {
    if (this.#start !== null) event.preventDefault();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#aim(null);
    if (this.#start !== null) this.#row.draggable = true;
    this.#start = null;
    this.#isHeld = false;
    this.#row.removeAttribute('data-held');
    this.#row.style.translate = '';
  }

  #aim(target: HTMLElement | null): void {
    if (target === this.#target) return;
    this.#target?.removeAttribute('data-target');
    target?.setAttribute('data-target', 'true');
    this.#target = target;
  }
}

const controls = 'a[href], button, summary, [role="button"], [role="menuitem"], [role="tab"], [role="option"]';

/** What a press is on, and what it is called; its own words may become others while it stays where it is. */
interface Pressed {
  readonly control: Element | null;
  readonly name: string;
}

/**
 * The second press of a double one does nothing where the first has brought something else under the pointer: whoever pressed twice on “Pause” saw no
 * “Stop” there. On what is still the same it counts.
 * @returns ends it
 */
export function guardSecondPress(): () => void {
  let first: Pressed = { control: null, name: '' };
  const onClick = (event: MouseEvent) => {
    const pressed = pressedBy(event);
    const isSame = pressed.control === first.control && pressed.name === first.name;
    if (event.detail > 1 && !isSame) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (event.detail > 0) first = pressed;
  };
  addEventListener('click', onClick, { capture: true });
  return () => removeEventListener('click', onClick, { capture: true });
}

function pressedBy({ target }: Event): Pressed {
  const control = target instanceof Element ? target.closest(controls) : null;
  return { control, name: control?.getAttribute('aria-label') ?? control?.textContent ?? '' };
}

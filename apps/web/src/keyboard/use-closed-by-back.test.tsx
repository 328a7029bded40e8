import { act, cleanup, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useClosedByBack } from './use-closed-by-back.ts';

/** As the browser has it: the one made last that is still open hears of Back. */
class Watcher extends EventTarget {
  static readonly open: Watcher[] = [];

  constructor() {
    super();
    Watcher.open.push(this);
  }

  destroy(): void {
    if (Watcher.open.includes(this)) Watcher.open.splice(Watcher.open.indexOf(this), 1);
  }
}

const pressBack = () =>
  act(() => {
    const last = Watcher.open.at(-1);
    last?.destroy();
    last?.dispatchEvent(new Event('close'));
  });
const goToOtherPage = () => act(() => dispatchEvent(new PopStateEvent('popstate')));

function Layer({ name, outlivesPage = false }: { readonly name: string; readonly outlivesPage?: boolean }) {
  const [isOpen, setIsOpen] = useState(true);
  useClosedByBack(isOpen, () => setIsOpen(false), { outlivesPage });
  return isOpen ? <button onClick={() => setIsOpen(false)}>{name}</button> : null;
}

let isTouched = true;

beforeEach(() => {
  isTouched = true;
  Watcher.open.length = 0;
  vi.stubGlobal('CloseWatcher', Watcher);
  vi.stubGlobal('matchMedia', () => ({ matches: isTouched }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const layers = () => screen.queryAllByRole('button').map(({ textContent }) => textContent);

describe('Y36 Back', () => {
  it('of a device closes what was opened last, and nothing that is closed already', () => {
    render(<Layer name="drawer" />);
    render(<Layer name="menu" />);
    render(<Layer name="submenu" />);
    act(() => screen.getByText('submenu').click());
    pressBack();
    expect(layers()).toEqual(['drawer']);
    pressBack();
    expect([layers(), Watcher.open]).toEqual([[], []]);
  });

  it('leaves Esc to the page where there is a keyboard', () => {
    isTouched = false;
    render(<Layer name="dialog" />);
    expect(Watcher.open).toEqual([]);
  });

  it('to another page takes along what is open over this one, in browsers without it too', () => {
    vi.stubGlobal('CloseWatcher', undefined);
    render(<Layer name="palette" />);
    render(<Layer name="long text" outlivesPage />);
    goToOtherPage();
    expect(layers()).toEqual(['long text']);
  });
});

import { act, cleanup, render, screen } from '@testing-library/react';
import { useRef, useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BarPanel } from '../document/editor/bar-panel.tsx';
import { PolishBubble } from '../document/polish/polish-bubble.tsx';
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

/** Over a text: what the model can do with words of it, and what a button of its editor has opened. */
function OverText() {
  const [layers, setLayers] = useState(['bubble', 'panel']);
  const close = (name: string) => setLayers((open) => open.filter((each) => each !== name));
  const page = useRef(null);
  return (
    <>
      {layers.includes('bubble') && (
        <PolishBubble box={new DOMRect()} page={page} takesFocus={false} onClose={() => close('bubble')}>
          <button>bubble</button>
        </PolishBubble>
      )}
      {layers.includes('panel') && (
        <BarPanel place={0} onLeave={() => close('panel')} onClose={() => undefined}>
          <button>panel</button>
        </BarPanel>
      )}
    </>
  );
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

  it('of a device closes what lies over the words of a text', () => {
    render(<OverText />);
    pressBack();
    expect(layers()).toEqual(['bubble']);
    pressBack();
    expect(layers()).toEqual([]);
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

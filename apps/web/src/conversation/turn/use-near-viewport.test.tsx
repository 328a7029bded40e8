import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useNearViewport } from './use-near-viewport.ts';

/** What the browser would tell of an element, by the margin that is asked for. */
const told = new Map<string, IntersectionObserverCallback>();

beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(tell: IntersectionObserverCallback, { rootMargin = '' }: IntersectionObserverInit) {
        told.set(rootMargin, tell);
      }
      observe(): void {}
      unobserve(): void {}
    },
  );
});
afterEach(() => {
  cleanup();
  document.getSelection()?.removeAllRanges();
  vi.unstubAllGlobals();
});

function Turn() {
  const [frame, isNear] = useNearViewport(false);
  return (
    <div className="turns-page">
      <article ref={frame}>{isNear ? 'drawn' : 'far'}</article>
    </div>
  );
}

function tell(margin: string, isIntersecting: boolean): void {
  const target = screen.getByRole('article');
  act(() => told.get(margin)?.([{ isIntersecting, target } as unknown as IntersectionObserverEntry], {} as IntersectionObserver));
}

it('Z2 lets go of a turn that is far away, but not while words in it are selected', () => {
  render(<Turn />);
  expect(screen.getByRole('article').textContent).toBe('far');
  tell('800px 0px', true);
  expect(screen.getByRole('article').textContent).toBe('drawn');
  document.getSelection()?.selectAllChildren(screen.getByRole('article'));
  tell('2400px 0px', false);
  expect(screen.getByRole('article').textContent).toBe('drawn');
  document.getSelection()?.removeAllRanges();
  tell('2400px 0px', false);
  expect(screen.getByRole('article').textContent).toBe('far');
});

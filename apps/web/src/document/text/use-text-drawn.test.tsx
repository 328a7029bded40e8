import { cleanup, render } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { useTextDrawn } from './use-text-drawn.ts';

afterEach(cleanup);

function Page({ onDrawn }: { readonly onDrawn: () => void }) {
  const page = useRef<HTMLElement>(null);
  useTextDrawn(page, onDrawn);
  return (
    <section ref={page}>
      <div data-text="1" />
      <p />
    </section>
  );
}

it('texts that are drawn are heard of once in a frame, and nothing beside them', async () => {
  const onDrawn = vi.fn<() => void>();
  const { container } = render(<Page onDrawn={onDrawn} />);
  const frame = () => new Promise(requestAnimationFrame);
  container.querySelector('p')?.append(document.createElement('i'));
  await Promise.resolve();
  await frame();
  expect(onDrawn).not.toHaveBeenCalled();
  for (const name of ['p', 'ul']) {
    container.querySelector('[data-text]')?.append(document.createElement(name));
    await Promise.resolve();
  }
  await frame();
  expect(onDrawn).toHaveBeenCalledTimes(1);
});

import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useTitlePart } from './title-part.ts';

afterEach(cleanup);

function Part({ part, text }: { readonly part: Parameters<typeof useTitlePart>[0]; readonly text: string | null }) {
  useTitlePart(part, text);
  return null;
}

it('Y7 names what is open, else the page, behind how far the writing is', () => {
  const page = render(<Part part="page" text="Documents" />);
  expect(document.title).toBe('Documents · Maobi 毛笔');
  const name = render(<Part part="name" text="On libraries" />);
  const progress = render(<Part part="progress" text="40%" />);
  expect(document.title).toBe('40% · On libraries · Maobi 毛笔');
  name.unmount();
  page.rerender(<Part part="page" text="Queue" />);
  expect(document.title).toBe('40% · Queue · Maobi 毛笔');
  progress.unmount();
  page.rerender(<Part part="page" text={null} />);
  expect(document.title).toBe('Maobi 毛笔');
});

import '../../language/language.ts';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Question } from './question.tsx';

afterEach(cleanup);

it('Y24 a question is set in the language it is written in, whatever the page speaks', () => {
  render(<Question text="Don’t translate “道”." />);
  render(<Question text="请把 “don’t” 译成中文。" />);
  expect(screen.getAllByRole('heading', { level: 2 }).map(({ lang }) => lang)).toEqual(['en', 'zh-CN']);
});

it.each([
  ['lines', '从前有座山，山里有座庙。\n\n'.repeat(900) + '完'],
  ['no line', '字'.repeat(9000)],
])('a very long question is the same text in parts: %s', (_, text) => {
  render(<Question text={text} />);
  const heading = screen.getByRole('heading', { level: 2 });
  expect(heading.textContent).toBe(text);
  expect(heading.children.length > 3).toBe(text.includes('\n'));
});

import '../../language/language.ts';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { Question } from './question.tsx';

// fetched beforehand: on a busy machine it takes longer than a test waits
beforeAll(() => import('../markdown/question-code.tsx'));
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

const code = 'def add(a, b):\n    return a + b';

it('the code in a question stands in its own box, with the words around it as they were typed', async () => {
  render(<Question text={`Why does this fail?\n\n\`\`\`python\n${code}\n\`\`\`\n\nIt says *nothing*.\nAt all.`} />);
  const box = await screen.findByRole('figure');
  expect(box.textContent).toContain(code);
  expect(box.textContent).toContain('python');
  expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Why does this fail?');
  expect(screen.getByText(/It says \*nothing\*\.\s+At all\./u).tagName).toBe('P');
  expect(document.body.textContent).not.toContain('```');
});

it('nothing that is typed becomes a part of the page', async () => {
  const hostile = '<img src=x onerror=alert(1)><script>1</script>';
  render(<Question text={`${hostile}\n\`\`\`html\n${hostile}\n\`\`\``} />);
  await screen.findByRole('figure');
  expect(document.querySelector('img, script')).toBeNull();
  expect(screen.getByRole('heading', { level: 2 }).textContent).toBe(hostile);
});

it('a question of code alone has a name among the headings', async () => {
  render(<Question text={`\`\`\`\n${code}\n\`\`\``} />);
  await screen.findByRole('figure');
  expect(screen.getByRole('heading', { level: 2 }).textContent).toMatch(/^(问题|Question)$/u);
});

it('a long question shows its beginning until more is wanted, a short one all of it', () => {
  const { rerender, container } = render(<Question text="Short." />);
  expect(screen.queryByRole('button')).toBeNull();
  rerender(<Question text={'One line of many.\n'.repeat(40)} />);
  const button = screen.getByRole('button', { name: /^(看全部问题|Show the whole question)$/u });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  expect(container.querySelector('.folded')).not.toBeNull();
  fireEvent.click(button);
  expect(container.querySelector('.folded')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /^(收起问题|Show less of the question)$/u }));
  expect(container.querySelector('.folded')).not.toBeNull();
});

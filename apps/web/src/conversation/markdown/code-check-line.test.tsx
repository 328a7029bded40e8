import type { CodeCheck } from '@maobi/contract';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { NextQuestion, type AskNext } from '../turn/next-question.ts';
import { MarkdownText } from './markdown-text.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const right: CodeCheck = { state: 'right' };
const wrong: CodeCheck = { state: 'wrong', line: 2, message: 'Unexpected "return"' };
const broken = '```python\ndef add(a, b)\n    return a + b\n```';

async function show(text: string, check: CodeCheck, { isLive = false } = {}) {
  const studio = new FakeStudio({ checkCode: () => ({ results: [check] }) });
  const askNext = vi.fn<AskNext>(async () => undefined);
  const answer = (words: string, live: boolean) => (
    <NextQuestion value={askNext}>
      <MarkdownText text={words} isLive={live} />
    </NextQuestion>
  );
  const { container, rerender, queryClient } = await renderStudio(answer(text, isLive));
  const redraw = (words: string, live: boolean) =>
    rerender(<QueryClientProvider client={queryClient}>{answer(words, live)}</QueryClientProvider>);
  return { studio, askNext, container, redraw };
}

describe('the line under a block of code', () => {
  it('K7: says that the syntax is right', async () => {
    const { studio } = await show('```py\nprint(1)\n```', right);
    expect(await screen.findByText('Syntax is right')).toBeTruthy();
    expect(studio.bodiesOf('checkCode')).toEqual([{ blocks: [{ language: 'py', code: 'print(1)' }] }]);
    expect(screen.queryByRole('button', { name: 'Fix this' })).toBeNull();
  });

  it('K7: is there, empty, before anything is known and where nothing can be said', async () => {
    const { studio, container } = await show('```bash\nls *(.)\n```', { state: 'unknown' });
    expect(container.querySelector('.code-check')?.textContent).toBe('');
    await waitFor(() => expect(studio.calls).toHaveLength(1));
    expect(container.querySelector('.code-check')?.textContent).toBe('');
  });

  it.each([
    ['another language', '```cobol\nMOVE A TO B\n```'],
    ['no language', '```\nplain\n```'],
    ['no code', '```python\n\n```'],
    ['too much code', `\`\`\`json\n${`${'1'.repeat(99)}\n`.repeat(2001)}\`\`\``],
  ])('K7: is missing under %s', async (_what, text) => {
    const { studio, container } = await show(text, right);
    expect(container.querySelector('figure')).not.toBeNull();
    expect(container.querySelector('.code-check')).toBeNull();
    expect(studio.calls).toEqual([]);
  });

  it('K7: checks a block of a growing answer once, when its fence has closed', async () => {
    const { studio, container, redraw } = await show('```python\nprint(1)\n', right, { isLive: true });
    expect(container.querySelector('.code-check')).toBeNull();
    for (const text of ['```python\nprint(1)\n```\n', '```python\nprint(1)\n```\n\n然后', '```python\nprint(1)\n```\n\n然后。\n\n完'])
      redraw(text, true);
    expect(await screen.findByText('Syntax is right')).toBeTruthy();
    redraw('```python\nprint(1)\n```\n\n然后。\n\n完', false);
    redraw('```python\nprint(1)\n```\n\n然后。\n\n```python\nprint(1)\n```', false);
    await waitFor(() => expect(screen.getAllByText('Syntax is right')).toHaveLength(2));
    expect(studio.bodiesOf('checkCode')).toHaveLength(1);
  });
});

describe('a mistake in code', () => {
  it('K8: is told with its line, and asks the model only when the writer says so', async () => {
    const { askNext } = await show(broken, wrong);
    expect(await screen.findByText('Line 2: Unexpected "return"')).toBeTruthy();
    expect(askNext).not.toHaveBeenCalled();
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Fix this' })));
    expect(askNext).toHaveBeenCalledExactlyOnceWith(
      'The Python code above has a syntax error in line 2 (`return a + b`): Unexpected "return". Give only the whole corrected code.',
    );
  });

  it('K8: is told and asked about in Chinese', async () => {
    const { askNext } = await show(broken, wrong);
    await act(() => i18next.changeLanguage('zh'));
    expect(await screen.findByText('第 2 行：语法有误')).toBeTruthy();
    expect(screen.getByText('Unexpected "return"').lang).toBe('en');
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: '修正' })));
    expect(askNext).toHaveBeenCalledExactlyOnceWith(
      '上面的 Python 代码第 2 行（`return a + b`）有语法错误：语法有误（Unexpected "return"）。请只给出改正后的完整代码。',
    );
  });

  it('K5: that is usual is told in the language of the page', async () => {
    const open: CodeCheck = { ...wrong, message: "Expected 'fi' to close 'if'", mistake: { kind: 'not-closed', words: ['fi', 'if'] } };
    await show(broken, open);
    expect(await screen.findByText('Line 2: “if” is not closed by “fi”')).toBeTruthy();
    await act(() => i18next.changeLanguage('zh'));
    const told = await screen.findByText('第 2 行：“if”没有用“fi”结束');
    expect(told.textContent).toBe('第 2 行：“if”没有用“fi”结束'); // and not once more in the words of the parser
  });

  it('K8: quotes the last line with words where the mistake stands in an empty one, and no more of it than a sentence bears', async () => {
    const { askNext } = await show(`\`\`\`sql\nSELECT ${'a, '.repeat(60)}\n\n\`\`\``, { ...wrong, message: 'Unexpected end' });
    const button = await screen.findByRole('button', { name: 'Fix this' });
    await act(async () => void fireEvent.click(button));
    expect(askNext.mock.calls[0]?.[0]).toContain(`(\`${`SELECT ${'a, '.repeat(60)}`.slice(0, 80)}…\`)`);
  });
});

import '../../language/language.ts';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { MarkdownText } from './markdown-text.tsx';

afterEach(cleanup);

const rows = (count: number) => Array.from({ length: count }, (_, index) => `| ${index + 1} | **行** ${index + 1} |`);
const tableOf = (count: number) => ['| 号 | 名 |', '| ---: | --- |', ...rows(count)].join('\n');

describe('a table of many rows', () => {
  it('Z4 is one table with each of its rows, aligned as it says, finished or not', () => {
    const { rerender, container } = render(<MarkdownText text={tableOf(120)} isLive />);
    expect(screen.getAllByRole('row')).toHaveLength(121);
    const early = screen.getAllByRole('row')[5];
    rerender(<MarkdownText text={`${tableOf(200)}\n| 201 | 半`} isLive />);
    expect(screen.getAllByRole('row')).toHaveLength(202);
    expect(screen.getAllByRole('row')[5]).toBe(early);
    expect(container.querySelectorAll('.brush')).toHaveLength(1);
    rerender(<MarkdownText text={tableOf(201)} isLive={false} />);
    expect(screen.getAllByRole('table')).toHaveLength(1);
    expect(screen.getAllByRole('row').at(-1)?.textContent).toBe('201行 201');
    expect(screen.getAllByRole('cell').filter(({ className }) => className === 'to-right')).toHaveLength(201);
  });
});

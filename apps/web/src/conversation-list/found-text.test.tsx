import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { FoundText } from './found-text.tsx';

afterEach(cleanup);

const drawn = (parts: Parameters<typeof FoundText>[0]['parts']) => render(<FoundText parts={parts} />).container.innerHTML;

it('shows what was found without the marks of its Markdown, and marks the matches', () => {
  const parts = [
    { text: '# A title\n\n> Said of a **', match: false },
    { text: 'quiet', match: true },
    { text: '** place:\n- one # two', match: false },
  ];
  expect(drawn(parts)).toBe('<span>A title\n\nSaid of a </span><mark>quiet</mark><span> place:\none # two</span>');
});

it('knows the beginning of a line behind what was cut off, and takes nothing out of the middle of one', () => {
  const parts = [
    { text: '…', match: false },
    { text: '## Part ', match: false },
    { text: 'two', match: true },
    { text: ' - and 3 * 4', match: false },
  ];
  expect(drawn(parts)).toBe('<span>…</span><span>Part </span><mark>two</mark><span> - and 3 * 4</span>');
});

import '../language/language.ts';
import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { useToasts } from '../toasts/toasts.ts';
import { useLongText } from './long-text.ts';
import { useLongPaste } from './use-long-paste.ts';

afterEach(() => {
  cleanup();
  useToasts.setState({ toasts: [] });
  useLongText.setState({ offered: null });
});

function Fields() {
  useLongPaste();
  return (
    <>
      <textarea aria-label="free" />
      <textarea aria-label="bounded" maxLength={20} defaultValue="0123456789" />
      <textarea aria-label="source" data-longest-paste={100_000} />
      <textarea aria-label="own" onPaste={(event) => event.preventDefault()} />
      <div role="dialog">
        <textarea aria-label="inside" maxLength={20} />
      </div>
    </>
  );
}

/** Whether the browser would take it. */
function paste(name: string, text: string, select = 0): boolean {
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name });
  field.setSelectionRange(0, select);
  const event = createEvent.paste(field, { clipboardData: { getData: () => text } });
  fireEvent(field, event);
  return !event.defaultPrevented;
}
const told = () => useToasts.getState().toasts.length;

describe('a text that is too long for a field', () => {
  it('Z5 is refused as a whole with the reason, and what fits is let through', () => {
    render(<Fields />);
    expect(paste('bounded', 'x'.repeat(11))).toBe(false);
    expect(told()).toBe(1);
    expect(useToasts.getState().toasts[0]?.hint).toMatch(/11 .* 10/u);
    expect(paste('bounded', 'x'.repeat(10))).toBe(true);
    expect(paste('bounded', 'x'.repeat(13), 3)).toBe(true);
    expect(told()).toBe(1);
    expect(paste('inside', 'x'.repeat(2000))).toBe(false);
    expect(useToasts.getState().toasts.map(({ hint }) => hint)).toEqual([expect.stringContaining('2,000')]);
    expect(useLongText.getState().offered).toBeNull();
  });

  it('Z5 is kept for the writer to decide on where it is as long as a document', () => {
    render(<Fields />);
    expect(paste('free', '长'.repeat(50_000))).toBe(true);
    expect(useLongText.getState().offered).toBeNull();
    expect(paste('free', '长'.repeat(50_001))).toBe(false);
    expect(useLongText.getState().offered).toEqual({ text: '长'.repeat(50_001), room: 50_000, isAtOnce: true });
    expect(paste('bounded', 'x'.repeat(1000), 4)).toBe(false);
    expect(useLongText.getState().offered).toEqual({ text: 'x'.repeat(1000), room: 14, isAtOnce: false });
    expect(told()).toBe(0);
  });

  it('W10 is what the field says, with line endings counted as one character', () => {
    render(<Fields />);
    expect(paste('source', '长'.repeat(100_000))).toBe(true);
    expect(paste('source', '长'.repeat(100_001))).toBe(false);
    expect(paste('bounded', '1234\r\n6789\r\n')).toBe(true);
  });

  it('Z5 is left to a field that takes pasting into its own hands', () => {
    render(<Fields />);
    paste('own', 'x'.repeat(60_000));
    expect(told()).toBe(0);
    expect(useLongText.getState().offered).toBeNull();
  });
});

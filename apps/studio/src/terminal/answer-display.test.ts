import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { AnswerDisplay } from './answer-display.ts';
import { createTerminal } from './terminal.ts';

function shown() {
  const output = new PassThrough();
  const errors = Object.assign(new PassThrough(), { isTTY: true });
  const display = new AnswerDisplay(createTerminal({ input: new PassThrough(), output, errors }, {}), { asJson: false, showsText: true });
  return { display, notes: () => String(errors.read() ?? '') };
}

describe('an answer on the terminal', () => {
  it('says that it rests for something more urgent', () => {
    const { display, notes } = shown();
    display.show({ type: 'paused', position: 1 });
    expect(notes()).toContain('Resting');
  });

  it('never lets progress replace a line of text that is not at its end', () => {
    const { display, notes } = shown();
    display.show({ type: 'text', seq: 1, text: 'Half a li', written: 3 });
    notes();
    display.show({ type: 'paused' });
    display.show({ type: 'reading', done: 1, total: 2, cached: 0 });
    expect(notes()).toBe('');
    display.show({ type: 'text', seq: 2, text: 'ne.\n', written: 5 });
    display.show({ type: 'paused' });
    expect(notes()).toContain('Resting');
  });
});

import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration, formatTable, widthOf } from './measures.ts';
import { progressBar, ProgressLine } from './progress-line.ts';
import { createTerminal, harmless } from './terminal.ts';

describe('harmless (C8)', () => {
  it('leaves text, line ends and tabs, and takes out what steers a terminal', () => {
    expect(harmless('毛笔\n\té 👍🏽')).toBe('毛笔\n\té 👍🏽');
    expect(harmless('a\u001b]0;title\u0007b\u001b[2Jc\u009b31md\re\u0008')).toBe('a]0;titleb[2Jc31mde');
  });
});

describe('ProgressLine (C3)', () => {
  const shownOn = (isTTY: boolean) => {
    const errors = Object.assign(new PassThrough(), { isTTY, columns: 20 });
    const line = new ProgressLine(createTerminal({ input: new PassThrough(), output: new PassThrough(), errors }, { NO_COLOR: '1' }));
    line.show('a text that is longer than the line');
    line.clear();
    return String(errors.read() ?? '');
  };

  it('replaces itself, fits into one line, and leaves nothing behind', () => {
    expect(shownOn(true)).toBe('\r\u001b[2Ka text that is long\r\u001b[2K');
  });

  it('says nothing where nobody watches', () => {
    expect(shownOn(false)).toBe('');
  });

  it('draws how far something is', () => {
    expect(progressBar(50, 4)).toBe('██░░');
    expect(progressBar(300, 4)).toBe('████');
  });
});

describe('measures', () => {
  it.each([
    [5_681_216, '5.7 MB'],
    [639_446_688, '639 MB'],
    [2_497_281_120, '2.50 GB'],
    [10, '1 KB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it.each([
    [400, '0 s'],
    [59_400, '59 s'],
    [125_000, '2 min 05 s'],
    [4_800_000, '1 h 20 min'],
  ])('writes %d ms as %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  it('counts Chinese characters and emoji as two columns', () => {
    expect(widthOf('毛笔ab')).toBe(6);
    expect(widthOf('👍')).toBe(2);
    expect(
      formatTable([
        ['毛', 'x'],
        ['abc', 'y'],
      ]),
    ).toEqual(['毛   x', 'abc  y']);
  });
});

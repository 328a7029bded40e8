import { describe, expect, it } from 'vitest';
import { fileNameOf, rowFileName } from './file-name.ts';

describe('fileNameOf', () => {
  it.each([
    ['春天：一份报告', '春天：一份报告'],
    ['a/b\\c: "d" <e>|f?', 'a b c d e f'],
    ['  two\n lines\t', 'two lines'],
    ['..', 'text'],
    ['../../etc/passwd', 'etc passwd'],
    ['.hidden', 'hidden'],
    ['ends with a dot.', 'ends with a dot'],
    ['', 'text'],
    ['con', 'con_'],
    ['NUL.tar', 'NUL_.tar'],
    ['COM1', 'COM1_'],
    ['contents', 'contents'],
  ])('makes of %j %j', (title, name) => {
    expect(fileNameOf(title)).toBe(name);
  });

  it('stays within what file systems allow, and cuts no character', () => {
    const name = `${rowFileName(123, '🖌️'.repeat(200))}.html`;
    expect(new TextEncoder().encode(name).length).toBeLessThan(255);
    expect(name.isWellFormed()).toBe(true);
  });
});

import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFiles } from '../../test-processes.ts';
import { readOwnFile } from '../../read-own-file.ts';
import { RememberedAnswers } from './remembered-answers.ts';

describe('answers that are remembered (E6)', () => {
  let files: ReturnType<typeof temporaryFiles>;
  const of = (key: string) => new RememberedAnswers({ folder: files.path('snapshots'), key });
  const path = () => files.path('snapshots/answers.json');

  function written(key: string, text: string, tokens: readonly number[]): void {
    const answers = of(key);
    answers.set(text, tokens);
    answers.save();
  }

  beforeEach(() => {
    files = temporaryFiles({});
  });
  afterEach(() => files.remove());

  it('are there after a restart, also when another model wrote meanwhile', () => {
    written('first', '你好', [7, 8]);
    written('second', '你好', [9]);
    expect(of('first').get('你好')).toEqual([7, 8]);
    expect(of('second').get('你好')).toEqual([9]);
  });

  it('of a model that was not used for long make room', () => {
    for (const key of ['a', 'b', 'c', 'd', 'e']) written(key, '字', [1]);
    expect(of('a').get('字')).toBeUndefined();
    expect(of('b').get('字')).toEqual([1]);
  });

  it('are not taken from a file that says something else than was written', () => {
    written('first', '你好', [7, 8]);
    const other = readFileSync(path(), 'utf8').replace(/"你好","[^"]+"/u, '"你好","LAEAAC0BAAAuAQAA"');
    expect(other).toContain('LAEAAC0BAAAuAQAA');
    writeFileSync(path(), other);
    expect(of('first').get('你好')).toBeUndefined();
  });

  it('are read from files only: a link, a pipe or a device is none', () => {
    written('first', '你好', [7]);
    symlinkSync(path(), files.path('link'));
    expect(readOwnFile(path())).toContain('first');
    expect(() => readOwnFile(files.path('link'))).toThrow('no file of ours');
  });
});

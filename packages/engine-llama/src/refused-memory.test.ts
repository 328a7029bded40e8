import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leastFree, RefusedMemory } from './refused-memory.ts';

const free = (freeBytes: number) => ({ freeBytes, totalBytes: 16e9 });

describe('the memory that a model was refused', () => {
  let folder: string;
  const kept = () => new RefusedMemory(folder);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'maobi-refused-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('does not bound one that was never refused any', () => {
    kept().noteRefusal('other', 3e9, free(10e9));
    expect(kept().boundBytes('model', free(10e9))).toBe(Infinity);
  });

  it('bounds it to what was left to try, after a restart too, and lets it grow by what has come free since', () => {
    kept().noteRefusal('model', 4e9, free(10e9));
    expect([9e9, 10e9, 12e9].map((bytes) => kept().boundBytes('model', free(bytes)))).toEqual([4e9, 4e9, 6e9]);
  });

  it('is what the last refusal left', () => {
    const memory = kept();
    memory.noteRefusal('model', 4e9, free(10e9));
    memory.noteRefusal('model', 3e9, free(10e9));
    expect(memory.boundBytes('model', free(10e9))).toBe(3e9);
  });

  it('gives way to more that was given all the same, and to no less', () => {
    const memory = kept();
    memory.noteRefusal('model', 4e9, free(10e9));
    memory.noteLoaded('model', 6e9, free(9e9));
    memory.noteLoaded('model', 5e9, free(9e9));
    expect(kept().boundBytes('model', free(9e9))).toBe(6e9);
  });

  it('is none on another machine, or under another limit', () => {
    kept().noteRefusal('model', 4e9, free(10e9));
    expect(kept().boundBytes('model', { freeBytes: 10e9, totalBytes: 32e9 })).toBe(Infinity);
  });

  it('counts from the moment at which least was free: what another program took meanwhile comes back', () => {
    expect(leastFree(free(10e9), free(5e9))).toEqual(free(5e9));
    expect(leastFree(free(10e9), free(11e9))).toEqual(free(10e9));
  });

  it('is known of sixteen models, those refused last', () => {
    const memory = kept();
    for (let number = 0; number < 17; number += 1) memory.noteRefusal(`model ${number}`, 4e9, free(10e9));
    expect(memory.boundBytes('model 0', free(10e9))).toBe(Infinity);
    expect(memory.boundBytes('model 1', free(10e9))).toBe(4e9);
  });

  it.each(['{"fingerprint":', '[{"fingerprint":"model","givenBytes":"much"}]', ''])(
    'is forgotten where its file is damaged: %j',
    (text) => {
      const path = join(folder, 'refused-memory.json');
      kept().noteRefusal('model', 4e9, free(10e9));
      expect(readFileSync(path, 'utf8')).toContain('"givenBytes":4000000000');
      writeFileSync(path, text);
      expect(kept().boundBytes('model', free(10e9))).toBe(Infinity);
    },
  );

  it('is known as long as the process lives where nothing can be written', () => {
    writeFileSync(join(folder, 'file'), '');
    const memory = new RefusedMemory(join(folder, 'file'));
    memory.noteRefusal('model', 4e9, free(10e9));
    expect(memory.boundBytes('model', free(10e9))).toBe(4e9);
  });
});

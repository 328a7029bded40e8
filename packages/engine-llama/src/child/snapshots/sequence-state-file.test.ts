import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFiles } from '../../test-processes.ts';
import { sampleStateFile, stateWords } from './sample-state-file.ts';
import { copyStateForSequences } from './sequence-state-file.ts';

describe('the state of a sequence', () => {
  const tokens = [71, 72, 73];
  const cells = Buffer.from('positions, keys and values of three cells, as they are');
  let files: ReturnType<typeof temporaryFiles>;

  beforeEach(() => (files = temporaryFiles({})));
  afterEach(() => files.remove());

  const stateFile = (streams: number, stream: number, held: Uint8Array = cells) =>
    sampleStateFile({ tokens, cells: held, streams, stream });
  const copy = async (bytes: Buffer, sequences: number, signal = new AbortController().signal) => {
    writeFileSync(files.path('from'), bytes);
    const isCopied = await copyStateForSequences(files.path('from'), files.path('to'), { tokens: tokens.length, sequences }, signal);
    return isCopied ? readFileSync(files.path('to')) : null;
  };

  it.each([
    { streams: 4, stream: 0, wanted: 8 },
    { streams: 4, stream: 3, wanted: 8 },
    { streams: 8, stream: 5, wanted: 2 },
    { streams: 3, stream: 1, wanted: 1 },
    { streams: 1, stream: 0, wanted: 4 },
  ])('from stream $stream of $streams becomes one of the first of $wanted', async ({ streams, stream, wanted }) => {
    expect(await copy(stateFile(streams, stream), wanted)).toEqual(stateFile(wanted, 0));
  });

  it.each([
    { what: 'another magic number', bytes: () => Buffer.concat([stateWords(1), stateFile(4, 1).subarray(4)]) },
    { what: 'another number of tokens', bytes: () => Buffer.concat([stateWords(0x67_67_73_71, 3, 2), stateFile(4, 1).subarray(12)]) },
    { what: 'no streams', bytes: () => stateFile(4, 1).subarray(0, 24) },
    { what: 'two streams that hold something', bytes: () => Buffer.concat([stateFile(4, 1).subarray(0, -4), stateWords(3)]) },
    { what: 'nothing in it', bytes: () => Buffer.alloc(0) },
  ])('with $what is refused', async ({ bytes }) => {
    expect(await copy(bytes(), 8)).toBeNull();
  });

  describe('that is large', () => {
    const manyCells = Buffer.alloc(9_000_000, 'keys and values ');

    it.skipIf(process.platform === 'win32')('is copied beside native work that has all threads to itself', async () => {
      const work = occupiedThreads(files.path('pipe'));
      try {
        expect((await copy(stateFile(4, 2, manyCells), 8))?.equals(stateFile(8, 0, manyCells))).toBe(true);
      } finally {
        await work.end();
      }
    });

    it('is left in the middle of it by a Stop', async () => {
      const stop = new AbortController();
      setImmediate(() => stop.abort());
      await expect(copy(stateFile(4, 2, manyCells), 8, stop.signal)).rejects.toThrow('abort');
      expect(statSync(files.path('to')).size).toBeLessThan(manyCells.length);
    });
  });
});

/** Keeps every thread waiting that Node has for native work, until somebody writes to the pipe. */
function occupiedThreads(pipe: string): { end(): Promise<void> } {
  spawnSync('mkfifo', [pipe]);
  const count = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4);
  const opened = Array.from({ length: count }, () => open(pipe, 'r'));
  return {
    end: async () => {
      const writer = openSync(pipe, constants.O_WRONLY);
      for (const file of await Promise.all(opened)) await file.close();
      closeSync(writer);
    },
  };
}

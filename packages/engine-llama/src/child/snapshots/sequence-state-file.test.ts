import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFiles } from '../../test-processes.ts';
import { copyStateForSequences } from './sequence-state-file.ts';

describe('the state of a sequence', () => {
  const tokens = [71, 72, 73];
  const cells = Buffer.from('positions, keys and values of three cells, as they are');
  let files: ReturnType<typeof temporaryFiles>;

  beforeEach(() => (files = temporaryFiles({})));
  afterEach(() => files.remove());

  const words = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer);
  /** A state file as llama.cpp writes it: the sequence stands in one of the streams, the others are empty. */
  const stateFile = (streams: number, stream: number) =>
    Buffer.concat([
      words(0x67_67_73_71, 3, tokens.length, ...tokens, streams),
      words(...Array<number>(stream).fill(0)),
      words(tokens.length),
      cells,
      words(...Array<number>(streams - 1 - stream).fill(0)),
    ]);
  const copy = async (bytes: Buffer, sequences: number) => {
    writeFileSync(files.path('from'), bytes);
    const isCopied = await copyStateForSequences(files.path('from'), files.path('to'), { tokens: tokens.length, sequences });
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
    { what: 'another magic number', bytes: () => Buffer.concat([words(1), stateFile(4, 1).subarray(4)]) },
    { what: 'another number of tokens', bytes: () => Buffer.concat([words(0x67_67_73_71, 3, 2), stateFile(4, 1).subarray(12)]) },
    { what: 'no streams', bytes: () => stateFile(4, 1).subarray(0, 24) },
    { what: 'two streams that hold something', bytes: () => Buffer.concat([stateFile(4, 1).subarray(0, -4), words(3)]) },
    { what: 'nothing in it', bytes: () => Buffer.alloc(0) },
  ])('with $what is refused', async ({ bytes }) => {
    expect(await copy(bytes(), 8)).toBeNull();
  });
});

import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { piecesOf } from './file-pieces.ts';

const wordBytes = 4;
/** `llama.h`: LLAMA_STATE_SEQ_MAGIC, "ggsq". */
const magic = 0x67_67_73_71;
/** Magic, version, number of tokens. */
const wordsBeforeTokens = 3;
const mostStreams = 1024;

/**
 * Writes a copy of one sequence's state that a context with `sequences` sequences takes.
 *
 * llama.cpp refuses a state from a context with another number ("n_stream mismatch"), although what it holds is the same: behind
 * the tokens stand the number of streams and, for each of them, its number of cells with what they hold, which is 0 and nothing
 * for all but the one that was saved (`llama_kv_cache::state_write`). So only that number and the zeros have to change.
 *
 * @param signal ends it in the middle: what was written so far is of no use
 * @returns whether the file had that shape; where not, nothing was written
 */
export async function copyStateForSequences(
  from: string,
  to: string,
  state: { readonly tokens: number; readonly sequences: number },
  signal: AbortSignal,
): Promise<boolean> {
  const source = openSync(from, 'r');
  try {
    const body = bodyOf(source, state.tokens);
    if (!body) return false;
    const target = openSync(to, 'w', 0o600);
    try {
      for await (const piece of piecesOf(source, { end: body.streamCountAt, signal })) writeAll(target, piece);
      writeAll(target, Buffer.from(Uint32Array.of(state.sequences).buffer));
      for await (const piece of piecesOf(source, { start: body.start, end: body.end, signal })) writeAll(target, piece);
      writeAll(target, Buffer.alloc((state.sequences - 1) * wordBytes));
    } finally {
      closeSync(target);
    }
    return true;
  } finally {
    closeSync(source);
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

/** Where the number of streams stands, and the bytes of the one stream that holds something; `null` when it is not such a file. */
function bodyOf(file: number, tokens: number): { streamCountAt: number; start: number; end: number } | null {
  const words = (at: number, count: number) => {
    const buffer = Buffer.alloc(count * wordBytes);
    const bytesRead = readSync(file, buffer, 0, buffer.length, at);
    return Array.from({ length: Math.floor(bytesRead / wordBytes) }, (_, index) => buffer.readUInt32LE(index * wordBytes));
  };
  const [foundMagic, , foundTokens] = words(0, wordsBeforeTokens);
  if (foundMagic !== magic || foundTokens !== tokens) return null;
  const streamCountAt = (wordsBeforeTokens + tokens) * wordBytes;
  const [streams = 0] = words(streamCountAt, 1);
  if (streams < 1 || streams > mostStreams) return null;
  const counts = words(streamCountAt + wordBytes, streams);
  const before = counts.findIndex((cells) => cells > 0);
  if (before < 0 || counts[before] !== tokens) return null;
  const end = fstatSync(file).size - (streams - 1 - before) * wordBytes;
  if (words(end, streams).some((cells) => cells > 0)) return null;
  return { streamCountAt, start: streamCountAt + (1 + before) * wordBytes, end };
}

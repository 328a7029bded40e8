import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

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
 * @returns whether the file had that shape; where not, nothing was written
 */
export async function copyStateForSequences(from: string, to: string, state: { tokens: number; sequences: number }): Promise<boolean> {
  const body = await bodyOf(from, state.tokens);
  if (!body) return false;
  const streamCount = Buffer.alloc(wordBytes);
  streamCount.writeUInt32LE(state.sequences);
  const file = createWriteStream(to, { mode: 0o600 });
  await pipeline(async function* () {
    yield* createReadStream(from, { end: body.streamCountAt - 1 });
    yield streamCount;
    yield* createReadStream(from, { start: body.start, end: body.end - 1 });
    yield Buffer.alloc((state.sequences - 1) * wordBytes);
  }, file);
  return true;
}

/** Where the number of streams stands, and the bytes of the one stream that holds something; `null` when it is not such a file. */
async function bodyOf(path: string, tokens: number): Promise<{ streamCountAt: number; start: number; end: number } | null> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const words = async (at: number, count: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(count * wordBytes), 0, count * wordBytes, at);
      return Array.from({ length: Math.floor(bytesRead / wordBytes) }, (_, index) => buffer.readUInt32LE(index * wordBytes));
    };
    const [foundMagic, , foundTokens] = await words(0, wordsBeforeTokens);
    if (foundMagic !== magic || foundTokens !== tokens) return null;
    const streamCountAt = (wordsBeforeTokens + tokens) * wordBytes;
    const [streams = 0] = await words(streamCountAt, 1);
    if (streams < 1 || streams > mostStreams) return null;
    const counts = await words(streamCountAt + wordBytes, streams);
    const before = counts.findIndex((cells) => cells > 0);
    if (before < 0 || counts[before] !== tokens) return null;
    const end = size - (streams - 1 - before) * wordBytes;
    if ((await words(end, streams)).some((cells) => cells > 0)) return null;
    return { streamCountAt, start: streamCountAt + (1 + before) * wordBytes, end };
  } finally {
    await file.close();
  }
}

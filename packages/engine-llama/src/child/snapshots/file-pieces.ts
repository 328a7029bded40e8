import { readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

const pieceBytes = 4 * 1024 * 1024;

/**
 * What stands in an open file, up to its end or to `end`. Read in this thread, with a moment for others after each piece: the one thread for
 * native work may be computing, and each read there would wait for a pass. A piece is overwritten by the next one.
 * @param signal ends it between two pieces
 */
export async function* piecesOf(
  file: number,
  { start = 0, end = Infinity, signal }: { start?: number; end?: number; signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Buffer> {
  const piece = Buffer.allocUnsafe(pieceBytes);
  for (let at = start; at < end;) {
    signal?.throwIfAborted();
    const length = readSync(file, piece, 0, Math.min(pieceBytes, end - at), at);
    if (length === 0) return;
    yield piece.subarray(0, length);
    at += length;
    await setImmediate();
  }
}

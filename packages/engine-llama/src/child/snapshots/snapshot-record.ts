import { z } from 'zod';

/** What is written beside each saved state: without it, or when the two do not belong together, the state is never loaded. */
const recordSchema = z.object({
  format: z.literal(2),
  /** Names model, engine release and number format: a state fits no other. */
  key: z.string().min(1),
  /** Of the context that the state was saved from, or was rewritten for. */
  sequences: z.int().min(1),
  stateBytes: z.int().min(1),
  /** CRC-32 of the state file. A damaged state may crash native code or, worse, write wrong text. */
  checksum: z.int().min(0).max(0xffff_ffff),
  /** Token ids, as little-endian 32-bit numbers in base64. */
  tokens: z.base64().min(1),
});

export interface SnapshotRecord {
  readonly key: string;
  readonly sequences: number;
  readonly stateBytes: number;
  readonly checksum: number;
  readonly tokens: readonly number[];
}

export function recordText(record: SnapshotRecord): string {
  return JSON.stringify({ format: 2, ...record, tokens: encodeTokens(record.tokens) });
}

/** `null` for anything that is no record. */
export function parseRecord(text: string): SnapshotRecord | null {
  try {
    const { format: _, tokens, ...record } = recordSchema.parse(JSON.parse(text));
    const decoded = decodeTokens(tokens);
    return decoded && { ...record, tokens: decoded };
  } catch {
    return null;
  }
}

export function encodeTokens(tokens: readonly number[]): string {
  return Buffer.from(Uint32Array.from(tokens).buffer).toString('base64');
}

export function decodeTokens(text: string): number[] | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0 || bytes.length % 4 !== 0) return null;
  return [...new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))];
}

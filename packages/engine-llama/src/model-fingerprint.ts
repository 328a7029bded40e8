import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

const samples = 256;
const sampleBytes = 4096;
/** Of the header: names, shapes and vocabulary. */
const headBytes = 1024 * 1024;

/**
 * Names the content of a model's file: SHA-256 over its size, its first megabyte and 256 pieces spread evenly over it. Other
 * weights under the same name differ in nearly every piece; reading all gigabytes of it would take seconds at each load.
 */
export async function fingerprintOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const hash = createHash('sha256').update(String(size));
    const take = async (position: number, length: number) => {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, position);
      hash.update(buffer.subarray(0, bytesRead));
    };
    await take(0, headBytes);
    for (let sample = 0; sample < samples; sample += 1) await take(Math.floor((size * sample) / samples), sampleBytes);
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

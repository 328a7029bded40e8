import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readOwnFile } from './read-own-file.ts';

/** What the system says of its memory. */
export interface MachineMemory {
  readonly freeBytes: number;
  /** Of all programs together: another number is another machine, or another limit. */
  readonly totalBytes: number;
}

/** Models of which it is kept, the last refused first. */
const keptModels = 16;
const fileName = 'refused-memory.json';
const refusalSchema = z.object({
  /** Of the model's file. */
  fingerprint: z.string(),
  /** What was given, or was left to try. */
  givenBytes: z.number(),
  freeBytes: z.number(),
  totalBytes: z.number(),
});
type Refusal = z.infer<typeof refusalSchema>;

/**
 * Which models the system gave less memory for than it had said was free, so that they are not loaded from the top again each time. Kept beside the
 * snapshots, where there are any; losing it costs a few tries.
 */
export class RefusedMemory {
  readonly #folder: string | null;
  #refusals: readonly Refusal[];

  constructor(folder: string | null) {
    this.#folder = folder;
    this.#refusals = folder === null ? [] : refusalsIn(join(folder, fileName));
  }

  /** Most that loading this model may ask for: what was given after more had been refused, and what has come free since. */
  boundBytes(fingerprint: string, { freeBytes, totalBytes }: MachineMemory): number {
    const refusal = this.#refusals.find((each) => each.fingerprint === fingerprint && each.totalBytes === totalBytes);
    return refusal ? refusal.givenBytes + Math.max(0, freeBytes - refusal.freeBytes) : Number.POSITIVE_INFINITY;
  }

  /** @param leftBytes what the next smaller try needs; 0 where there is none */
  noteRefusal(fingerprint: string, leftBytes: number, memory: MachineMemory): void {
    this.#keep({ fingerprint, givenBytes: leftBytes, ...memory });
  }

  /** Where more was given than was to be expected, because the writer chose so or there was nothing less, it is what counts from now on. */
  noteLoaded(fingerprint: string, givenBytes: number, memory: MachineMemory): void {
    if (givenBytes > this.boundBytes(fingerprint, memory)) this.#keep({ fingerprint, givenBytes, ...memory });
  }

  #keep(refusal: Refusal): void {
    const others = this.#refusals.filter(({ fingerprint }) => fingerprint !== refusal.fingerprint);
    this.#refusals = [refusal, ...others].slice(0, keptModels);
    if (this.#folder === null) return;
    const path = join(this.#folder, fileName);
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(`${path}.part`, JSON.stringify(this.#refusals), { mode: 0o600 });
      renameSync(`${path}.part`, path);
    } catch {
      // known as long as this process lives
    }
  }
}

/** Of what was said before and after a try: another program may have taken it meanwhile, and give it back. */
export function leastFree(before: MachineMemory, after: MachineMemory): MachineMemory {
  return before.freeBytes < after.freeBytes ? before : after;
}

/** Of a file that is missing, damaged or none of ours: none. */
function refusalsIn(path: string): readonly Refusal[] {
  try {
    return z.array(refusalSchema).parse(JSON.parse(readOwnFile(path)));
  } catch {
    return [];
  }
}

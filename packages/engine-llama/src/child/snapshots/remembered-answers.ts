import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { readOwnFile } from '../../read-own-file.ts';
import { decodeTokens, encodeTokens } from './snapshot-record.ts';

/** Answers whose tokens are kept, so that the next prompt finds them as they were written. */
const keptAnswers = 256;
/** Models of which answers are kept, the last used first. */
const keptModels = 4;
const fileName = 'answers.json';
const modelSchema = z.object({
  /** As that of a snapshot. */
  key: z.string(),
  /** Text, and its tokens as in a snapshot's record. */
  answers: z.array(z.tuple([z.string(), z.string()])),
});
/** CRC-32 of the models as JSON. Other tokens than were written would stand in the next prompt as another text. */
const fileSchema = z.object({ checksum: z.int(), models: z.array(modelSchema) });
type AnswersOfModel = z.infer<typeof modelSchema>;

/**
 * The tokens of answers as they were written. Tokenising a text again may cut it differently, and then no state could be used
 * from there on; so they are kept beside the snapshots, too.
 */
export class RememberedAnswers {
  readonly #place: { readonly folder: string; readonly key: string } | null;
  readonly #answers = new Map<string, readonly number[]>();
  #isSaved = true;

  constructor(place: { readonly folder: string; readonly key: string } | null) {
    this.#place = place;
    if (place) this.#read(place);
  }

  get(text: string): readonly number[] | undefined {
    return this.#answers.get(text);
  }

  /** The answer that has the longest beginning in common with a text, and how many characters that is. `null`: none has so many. */
  closest(text: string, leastCharacters: number): { readonly tokens: readonly number[]; readonly commonCharacters: number } | null {
    if (text.length < leastCharacters) return null;
    let closest = null;
    let commonCharacters = leastCharacters - 1;
    for (const [answer, tokens] of this.#answers) {
      // most differ in the first character
      if (!answer.startsWith(text.slice(0, commonCharacters + 1))) continue;
      commonCharacters = commonLength(answer, text);
      closest = { tokens, commonCharacters };
    }
    return closest;
  }

  set(text: string, tokens: readonly number[]): void {
    this.#isSaved = false;
    this.#answers.delete(text);
    this.#answers.set(text, tokens);
    const oldest = this.#answers.keys().next().value;
    if (this.#answers.size > keptAnswers && oldest !== undefined) this.#answers.delete(oldest);
  }

  /** Writes them down. A folder that cannot be written costs reading time later, nothing else. */
  save(): void {
    if (!this.#place || this.#isSaved) return;
    const { folder, key } = this.#place;
    const answers = [...this.#answers].map(([text, tokens]): [string, string] => [text, encodeTokens(tokens)]);
    this.#isSaved = true;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, fileName);
      const others = answersIn(path).filter((model) => model.key !== key);
      const models = [{ key, answers }, ...others].slice(0, keptModels);
      writeFileSync(`${path}.part`, JSON.stringify({ checksum: checksumOf(models), models }), { mode: 0o600 });
      renameSync(`${path}.part`, path);
    } catch {
      // tried again with the next answer
    }
  }

  #read({ folder, key }: { folder: string; key: string }): void {
    const own = answersIn(join(folder, fileName)).find((model) => model.key === key);
    for (const [text, encoded] of own?.answers ?? []) {
      const tokens = decodeTokens(encoded);
      if (tokens) this.#answers.set(text, tokens);
    }
  }
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) length += 1;
  return length;
}

/** Of a file that is missing, damaged or none of ours: none. */
function answersIn(path: string): AnswersOfModel[] {
  try {
    const { checksum, models } = fileSchema.parse(JSON.parse(readOwnFile(path)));
    return checksum === checksumOf(models) ? models : [];
  } catch {
    return [];
  }
}

function checksumOf(models: readonly AnswersOfModel[]): number {
  return crc32(JSON.stringify(models));
}

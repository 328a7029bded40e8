import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { decodeTokens, encodeTokens } from './snapshot-record.ts';

/** Answers whose tokens are kept, so that the next prompt finds them as they were written. */
const keptAnswers = 256;
const fileName = 'answers.json';
const fileSchema = z.object({ key: z.string(), answers: z.array(z.tuple([z.string(), z.string()])) });

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
    const answers = [...this.#answers].map(([text, tokens]) => [text, encodeTokens(tokens)]);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, fileName);
      writeFileSync(`${path}.part`, JSON.stringify({ key, answers }), { mode: 0o600 });
      renameSync(`${path}.part`, path);
      this.#isSaved = true;
    } catch {
      this.#isSaved = true;
    }
  }

  #read({ folder, key }: { folder: string; key: string }): void {
    try {
      const file = fileSchema.parse(JSON.parse(readFileSync(join(folder, fileName), 'utf8')));
      if (file.key !== key) return;
      for (const [text, encoded] of file.answers) {
        const tokens = decodeTokens(encoded);
        if (tokens) this.#answers.set(text, tokens);
      }
    } catch {
      // Missing or damaged: then there are none.
    }
  }
}

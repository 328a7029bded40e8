/** Bytes as GPT-2's tokenizers write them: each byte has a printable character of its own. */
const byteCharacters = gpt2ByteCharacters();

/**
 * A vocabulary of byte-pair merges under construction. A word that was joined is one token wherever it stands alone: merges
 * that come later rank lower, so that they cannot break it up.
 */
export class MergeList {
  readonly #limit: number;
  readonly #tokens: string[] = [...byteCharacters];
  readonly #known = new Set<string>(byteCharacters);
  readonly #merges: string[] = [];
  readonly #ranks = new Map<string, number>();

  /** @param limit tokens that the vocabulary may have; what does not fit any more is left out */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Bytes first, then what was joined, in that order. */
  get tokens(): readonly string[] {
    return this.#tokens;
  }

  /** Pairs as GGUF has them, the first ranks highest. */
  get merges(): readonly string[] {
    return this.#merges;
  }

  /** Makes this text one token, by as few new ones as its present pieces allow. */
  join(text: string): void {
    this.joinPieces(this.#piecesOf(text));
  }

  /** Makes the first bytes of this text one token. */
  joinStart(text: string, byteCount: number): void {
    this.joinPieces(encoded(text).slice(0, byteCount));
  }

  /** Makes one token of pieces that are tokens. `false` when the vocabulary is full. */
  joinPieces(pieces: readonly string[]): boolean {
    const [first = '', ...others] = pieces;
    let joined = first;
    for (const piece of others) {
      const token = joined + piece;
      if (!this.#known.has(token)) {
        if (this.#tokens.length >= this.#limit) return false;
        this.#known.add(token);
        this.#tokens.push(token);
        this.#ranks.set(`${joined} ${piece}`, this.#merges.length);
        this.#merges.push(`${joined} ${piece}`);
      }
      joined = token;
    }
    return true;
  }

  /** The pieces that the merges of now make of a text, as every byte-pair tokenizer finds them. */
  #piecesOf(text: string): string[] {
    const pieces = encoded(text);
    for (;;) {
      const ranks = pieces.slice(1).map((piece, index) => this.#ranks.get(`${pieces[index]} ${piece}`) ?? Infinity);
      const best = Math.min(...ranks);
      if (best === Infinity) return pieces;
      const at = ranks.indexOf(best);
      pieces.splice(at, 2, `${pieces[at]}${pieces[at + 1]}`);
    }
  }
}

/** The text as one character for each of its bytes. */
export function encoded(text: string): string[] {
  return [...new TextEncoder().encode(text)].map((byte) => byteCharacters[byte] ?? '');
}

function gpt2ByteCharacters(): string[] {
  const isShownAsItself = (byte: number) => (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let others = 0;
  return Array.from({ length: 256 }, (_, byte) => {
    if (isShownAsItself(byte)) return String.fromCodePoint(byte);
    others += 1;
    return String.fromCodePoint(255 + others);
  });
}

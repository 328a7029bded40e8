import { MergeList, encoded } from './merge-list.ts';
import { RandomNumbers } from './random-bytes.ts';

/** A tokenizer as a GGUF file holds it (`gpt2` with the rules of `qwen2`). */
export interface SyntheticVocabulary {
  readonly tokens: readonly string[];
  /** llama.cpp's numbers: 1 a normal word, 3 a mark of the template, 5 never used. */
  readonly types: readonly number[];
  readonly merges: readonly string[];
  /** Numbers of the marks. */
  readonly endOfText: number;
  readonly endOfTurn: number;
  /** Tokens at the start that are single bytes or pieces of characters. */
  readonly partialTokens: number;
  /** Tokens at the end that are marks, or nothing. */
  readonly reservedTokens: number;
}

/** Qwen3 keeps so many numbers at the end of its vocabulary for marks, most of them unused. */
const reservedTokens = 293;
const marks = ['<|endoftext|>', '<|im_start|>', '<|im_end|>'] as const;

/**
 * A vocabulary in which everyday Chinese characters and common English words are one token each, so that texts have about
 * as many tokens as with Qwen3's own. The rest are pairs of characters that hardly ever stand together: they only make
 * up the number. Whatever is written with these tokens is read back as the same tokens.
 */
export function syntheticVocabulary(size: number, seed: number): SyntheticVocabulary {
  const list = new MergeList(size - reservedTokens);
  const characters = everydayCharacters();
  for (const character of [...chinesePunctuation, ...characters]) list.joinStart(character, 2);
  const partialTokens = list.tokens.length;
  for (const character of [...chinesePunctuation, ...characters]) list.join(character);
  for (const word of englishWords) for (const written of [` ${word}`, word]) list.join(written);
  fillWithPairs(list, characters, seed);
  const words = list.tokens.length;
  const unused = Array.from({ length: size - words - marks.length }, (_, index) => `[PAD${words + marks.length + index}]`);
  return {
    tokens: [...list.tokens, ...marks, ...unused],
    types: [...list.tokens.map(() => 1), ...marks.map(() => 3), ...unused.map(() => 5)],
    merges: list.merges,
    endOfText: words,
    endOfTurn: words + 2,
    partialTokens,
    reservedTokens: size - words,
  };
}

/** First characters come from one half and second ones from the other, so that two pairs beside each other stay apart. */
function fillWithPairs(list: MergeList, characters: readonly string[], seed: number): void {
  const random = new RandomNumbers(seed);
  const half = Math.floor(characters.length / 2);
  const pieces = characters.map((character) => encoded(character).join(''));
  let hasRoom = true;
  while (hasRoom) {
    const first = pieces[random.below(half)] ?? '';
    const second = pieces[half + random.below(half)] ?? '';
    hasRoom = list.joinPieces([first, second]);
  }
}

/** The 3,755 characters of GB 2312's first level. */
function everydayCharacters(): string[] {
  const decoder = new TextDecoder('gb18030');
  const characters: string[] = [];
  for (let row = 0xb0; row <= 0xd7; row += 1) {
    const last = row === 0xd7 ? 0xf9 : 0xfe;
    for (let cell = 0xa1; cell <= last; cell += 1) characters.push(decoder.decode(new Uint8Array([row, cell])));
  }
  return characters;
}

const chinesePunctuation = [...'，。、！？：；“”‘’（）《》〈〉【】…—·'];

const englishWords = `
the of and to in is that it for as was with be by on not he this are or his from at which but have an had they you were
their one all we can her has there been if more when will would who so no she other its may these what them than some him
time into only do such my new about out also two any up first could our then most over even made after many must years
where much your way well down should because each just those people how too little state good very make world still own see
work long get here between both life being under never day same another know while last might us great old year off come
since against go came right used take three states himself few house use during without again place around however home
small found thought went say part once general high upon school every does got united left number course war until always
away something fact though water less public put think almost hand enough far took head yet better set told nothing night end
why called find going look asked later point next write writing story words language city river morning light window letter
ing ion tion ment ness able ence ance ive ous ful less ly er ed es est al ic ity con com pro pre dis re un
`
  .trim()
  .split(/\s+/u);

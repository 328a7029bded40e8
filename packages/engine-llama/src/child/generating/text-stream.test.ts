import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextStream } from './text-stream.ts';

/** Each token is one byte, the worst a byte-level vocabulary can do. */
function bytesToText(tokens: readonly number[]): string {
  return new TextDecoder().decode(new Uint8Array(tokens));
}

function pieces(bytes: Iterable<number>): { pieces: string[]; stream: TextStream } {
  const stream = new TextStream(bytesToText, []);
  return { pieces: [...bytes].map((byte) => stream.push(byte)), stream };
}

describe('text from tokens', () => {
  it('comes character by character, however their bytes are cut', () => {
    const text = '毛笔 é 𠮷 👩‍👩‍👧‍👦';
    const { pieces: given, stream } = pieces(new TextEncoder().encode(text));
    expect(given.filter((piece) => piece !== '')).toEqual([...text]);
    expect(stream.text).toBe(text);
    expect(stream.tokensFor(text.length)).toBe(new TextEncoder().encode(text).length);
    expect(stream.tokensFor(1)).toBe(3);
  });

  it('joins to the same text for any text', () => {
    const property = fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { pieces: given } = pieces(new TextEncoder().encode(text));
      return given.join('') === text.replace(/\uFFFD{1,3}$/u, '') && given.every((piece) => !/^[\uDC00-\uDFFF]/u.test(piece));
    });
    expect(fc.check(property, { numRuns: 300 }).failed).toBe(false);
  });

  it('keeps an incomplete character at the end to itself', () => {
    const { stream } = pieces([...new TextEncoder().encode('笔'), 0xe6, 0xaf]);
    expect(stream.text).toBe('笔');
    expect(stream.tokensFor(1)).toBe(3);
  });

  it('knows when the text so far is not what whole tokens say', () => {
    const tokens = [[0x61], [0x62, 0xe6], [0xaf, 0x9b]];
    const stream = new TextStream((pushed) => bytesToText(pushed.flatMap((token) => tokens[token] ?? [])), []);
    const seen = tokens.map((_, token) => ({ given: stream.push(token), tokens: stream.tokensFor(stream.text.length) }));
    expect(seen).toEqual([
      { given: 'a', tokens: 1 },
      { given: 'b', tokens: null },
      { given: '毛', tokens: 3 },
    ]);
  });

  it('shows bytes that can never become a character as one sign and goes on', () => {
    expect(pieces([0xe6, 0x61, 0x62]).stream.text).toBe('\uFFFDab');
  });

  it('does not wait for ever for bytes that never make sense', () => {
    const stream = new TextStream(bytesToText, []);
    const given = Array.from({ length: 64 }, () => stream.push(0xff));
    expect(given.join('').length).toBeGreaterThan(32);
  });

  it('tells the tokenizer what came before', () => {
    const seen: (readonly number[])[] = [];
    const stream = new TextStream(
      (_tokens, before) => {
        seen.push(before);
        return 'x';
      },
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
    stream.push(11);
    stream.push(12);
    expect(seen).toEqual([
      [3, 4, 5, 6, 7, 8, 9, 10],
      [4, 5, 6, 7, 8, 9, 10, 11],
    ]);
  });
});

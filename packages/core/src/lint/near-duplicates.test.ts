import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lettersOf, pairsOf } from './letter-pairs.ts';
import { NearDuplicates } from './near-duplicates.ts';

/** A text of its own: pairs of characters that hardly any other one has, between sentences that all have. */
function ownText(number: number): string {
  const own = Array.from({ length: 60 }, (_, index) => String.fromCodePoint(0x4e00 + ((number * 7919 + index * 104_729) % 20_000))).join(
    '',
  );
  return `今天我们来讲一件小事，大家都可以试一试。${own}喜欢的话请留言，我们下次再见。`;
}

/** Two texts compared whole. */
function textLikeness(one: string, other: string): number {
  const [first, second] = [new Set(pairsOf(lettersOf(one))), new Set(pairsOf(lettersOf(other)))];
  if (first.size + second.size === 0) return 1;
  return (2 * [...first].filter((pair) => second.has(pair)).length) / (first.size + second.size);
}

describe('near duplicates', () => {
  it('B41 names the earlier text that says nearly the same, and none where there is none', () => {
    const texts = new NearDuplicates();
    expect(texts.add('春天的河水慢慢涨起来，岸边的柳树发了芽。')).toBeNull();
    expect(texts.add('秋天的山坡上都是落叶，踩上去沙沙响。')).toBeNull();
    expect(texts.add('春天的河水慢慢地涨起来，岸边柳树发了芽。')).toMatchObject({ of: 0 });
    expect(texts.add('秋天的山坡上都是落叶，踩上去沙沙响')).toEqual({ of: 1, share: 1 });
  });

  it.each([undefined, 0.85, 1])(
    'B41 finds a likeness exactly where comparing every text with every earlier one finds one, from %s on',
    (leastShare) => {
      const word = fc.constantFrom('春天', '河水', '柳树', '发芽', '秋天', '落叶', '山坡', 'rain', 'moon', '一二三', '');
      const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(''));
      fc.assert(
        fc.property(fc.array(text, { maxLength: 150 }), (texts) => {
          const found = new NearDuplicates(leastShare);
          for (const [place, added] of texts.entries()) {
            const duplicate = found.add(added);
            const isAlike = texts.slice(0, place).some((earlier) => textLikeness(earlier, added) >= (leastShare ?? 0.6));
            expect(duplicate !== null).toBe(isAlike);
            if (duplicate) expect(textLikeness(texts[duplicate.of] ?? '', added)).toBeGreaterThanOrEqual(leastShare ?? 0.6);
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  it('B41 compares each of 3,000 texts with few others, whether they differ or are forms of one text', () => {
    const different = new NearDuplicates();
    for (let number = 0; number < 3_000; number += 1) different.add(ownText(number));
    expect(different.comparisons).toBeLessThan(20 * 3_000);
    const forms = new NearDuplicates();
    let alike = 0;
    for (let number = 0; number < 3_000; number += 1) if (forms.add(`${ownText(1)}第${number}遍`)) alike += 1;
    expect(alike).toBe(2_999);
    expect(forms.comparisons).toBeLessThan(2 * 3_000);
  });

  it.each([
    ['have nothing in common', (sentence: number, place: number) => (sentence * 7919 + place * 104_729) % 20_000],
    ['are half alike', (sentence: number, place: number) => (place < 8 ? place : (sentence * 7919 + place) % 20_000)],
    ['are one and the same', (_: number, place: number) => place],
  ])('T9 compares each of 5,000 short sentences with few others that %s', (_, letterAt) => {
    const found = new NearDuplicates(0.85);
    for (let sentence = 0; sentence < 5_000; sentence += 1)
      found.add(Array.from({ length: 16 }, (_unused, place) => String.fromCodePoint(0x4e00 + letterAt(sentence, place))).join(''));
    expect(found.comparisons).toBeLessThan(5 * 5_000);
  });
});

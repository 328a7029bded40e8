import { partMark } from '@maobi/contract';
import { testBrief } from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import { firstOutlinePart, nextOutlinePart, type OutlinePart } from './outline-parts.ts';
import type { OutlineRequest } from './plan-outline.ts';

const request = (count: number): OutlineRequest => ({ brief: testBrief({ words: count * 100 }), count, fixed: [], system: null });
const roomy = 32_768;

/** Rows that a part asks for. */
function askedBy(part: OutlinePart | null): number | undefined {
  return (part?.jsonSchema as { properties: { sections: { minItems: number } } } | undefined)?.properties.sections.minItems;
}

function json(first: number, count: number): string {
  const sections = Array.from({ length: count }, (_, index) => ({ heading: `标题${first + index}`, points: ['要点'], target: 100 }));
  return JSON.stringify({ sections });
}

function spoken(part: OutlinePart | null): string[] {
  return part?.messages.map(({ role, text }) => `<${role}>${text}</>`) ?? [];
}

describe('the parts of an outline (L1)', () => {
  it('are one up to forty rows', () => {
    expect(askedBy(firstOutlinePart(request(40)))).toBe(40);
    expect(firstOutlinePart(request(40)).messages.at(-1)?.text).not.toContain('先列');
    expect(nextOutlinePart(request(40), { text: json(1, 40), contextTokens: roomy })).toBeNull();
  });

  it('are twenty rows each of more, the last one with what is left, until there are all', () => {
    const wanted = request(70);
    let text = '';
    const asked: (number | undefined)[] = [];
    for (let part: OutlinePart | null = firstOutlinePart(wanted), rows = 1; part;) {
      const count = askedBy(part) ?? 0;
      asked.push(count);
      text += (text === '' ? '' : partMark) + json(rows, count);
      rows += count;
      part = nextOutlinePart(wanted, { text, contextTokens: roomy });
    }
    expect(asked).toEqual([20, 20, 20, 10]);
  });

  it('begin each with the prompt before and what was written on it, as long as that fits', () => {
    const wanted = request(60);
    const first = firstOutlinePart(wanted);
    const second = nextOutlinePart(wanted, { text: json(1, 20), contextTokens: roomy });
    const third = nextOutlinePart(wanted, { text: `${json(1, 20)}${partMark}${json(21, 20)}`, contextTokens: roomy });
    expect(spoken(second)).toEqual([...spoken(first), `<assistant>${json(1, 20)}</>`, '<user>接着列后面20节。</>']);
    expect(spoken(third)).toEqual([...spoken(second), `<assistant>${json(21, 20)}</>`, '<user>接着列后面20节。</>']);
  });

  it('tell earlier rows by their headings where not all fit, and leap seldom', () => {
    const wanted = request(200);
    const parts = Array.from({ length: 9 }, (_, index) => json(index * 20 + 1, 20));
    const openings = parts.map(
      (_, index) => spoken(nextOutlinePart(wanted, { text: parts.slice(0, index + 1).join(partMark), contextTokens: 4096 }))[1],
    );
    expect(openings.at(-1)).toContain('不要重复：\n');
    expect(openings.at(-1)).toContain('标题21；标题22');
    expect(new Set(openings).size).toBeLessThan(6);
  });

  it('go on behind the whole rows of a part that broke off, and end where one brought none', () => {
    const wanted = request(60);
    const broken = json(1, 20).slice(0, json(1, 20).indexOf('{"heading":"标题8"') + 9);
    const next = nextOutlinePart(wanted, { text: broken, contextTokens: roomy });
    expect(next?.messages.at(-2)).toEqual({ role: 'assistant', text: json(1, 7) });
    expect(askedBy(next)).toBe(20);
    const end = nextOutlinePart(wanted, { text: `${broken}${partMark}{"sections":[{"head`, contextTokens: roomy });
    expect(end).toBeNull();
  });

  it('show no part where the context has room for none', () => {
    const next = nextOutlinePart(request(60), { text: json(1, 20), contextTokens: 1_800 });
    expect(next?.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(next?.messages.at(-1)?.text).toMatch(/标题20\n接着列后面20节。$/u);
  });
});

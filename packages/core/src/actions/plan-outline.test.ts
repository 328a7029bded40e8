import { maxHeadingLength } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { outlineSchema, outlineTokens } from './plan-outline.ts';

interface Text {
  readonly maxLength: number;
}
interface Schema {
  readonly properties: {
    readonly sections: {
      readonly minItems: number;
      readonly maxItems: number;
      readonly items: {
        readonly properties: { readonly heading: Text; readonly points: { readonly maxItems: number; readonly items: Text } };
      };
    };
  };
}

/** Characters of an outline whose strings are all as long as they may be, without the marks of JSON. */
function mostCharacters(count: number): number {
  const { items } = (outlineSchema(count, { language: 'zh' }) as unknown as Schema).properties.sections;
  const { heading, points } = items.properties;
  return count * (heading.maxLength + points.maxItems * points.items.maxLength);
}

describe('the schema of an outline (L1)', () => {
  it.each([1, 40, 41, 200])('fixes the number of %d rows', (count) => {
    const { sections } = (outlineSchema(count, { language: 'en' }) as unknown as Schema).properties;
    expect([sections.minItems, sections.maxItems]).toEqual([count, count]);
    expect(sections.items.properties.heading.maxLength).toBeLessThanOrEqual(maxHeadingLength);
  });

  it('has room for many rows although each string is as long as it may be', () => {
    expect(mostCharacters(200)).toBeLessThan(outlineTokens(200, { language: 'zh' }));
    expect(mostCharacters(1)).toBeLessThan(outlineTokens(1, { language: 'zh' }));
  });
});

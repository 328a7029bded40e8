import { idSchema } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { newId } from './new-id.ts';

describe('newId', () => {
  it('makes ids that the studio accepts, each one new, sorted by time', () => {
    const ids = Array.from({ length: 200 }, newId);
    for (const id of ids) expect(idSchema.safeParse(id).success).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    const early = Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16);
    expect(Math.abs(early - Date.now())).toBeLessThan(60_000);
  });
});

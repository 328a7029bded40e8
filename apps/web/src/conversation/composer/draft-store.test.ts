import { describe, expect, it } from 'vitest';
import { createKeptHere } from '../../studio/kept-here.ts';
import { createDraftStore } from './draft-store.ts';

function memoryStorage() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return { kept, storage };
}

describe('drafts', () => {
  it('are kept per conversation and over a reload', () => {
    const { storage } = memoryStorage();
    const before = createDraftStore(createKeptHere(() => storage));
    before.write('a', '甲');
    before.write(null, '新的');
    const after = createDraftStore(createKeptHere(() => storage));
    expect([after.read('a'), after.read('b'), after.read(null)]).toEqual(['甲', '', '新的']);
  });

  it('leave nothing behind once sent', () => {
    const { kept, storage } = memoryStorage();
    const drafts = createDraftStore(createKeptHere(() => storage));
    drafts.write('a', '甲');
    drafts.write('a', '');
    expect(kept.size).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
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
    const before = createDraftStore(() => storage);
    before.write('a', '甲');
    before.write(null, '新的');
    const after = createDraftStore(() => storage);
    expect([after.read('a'), after.read('b'), after.read(null)]).toEqual(['甲', '', '新的']);
  });

  it('leave nothing behind once sent', () => {
    const { kept, storage } = memoryStorage();
    const drafts = createDraftStore(() => storage);
    drafts.write('a', '甲');
    drafts.write('a', '');
    expect(kept.size).toBe(0);
  });

  it('live on the page when the browser keeps nothing', () => {
    const drafts = createDraftStore(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    drafts.write('a', '甲');
    expect(drafts.read('a')).toBe('甲');
    expect(drafts.read('b')).toBe('');
  });
});

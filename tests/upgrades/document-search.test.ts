import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '@maobi/store-sqlite';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const now = () => '2026-06-01T08:00:00.000Z';
const idOf = (number: number): string => `0190a000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

describe('documents written before they could be searched', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'maobi-upgrade-'));
    const raw = new DatabaseSync(join(folder, 'maobi.sqlite'));
    raw.exec(readFileSync(new URL('document-search/0003-documents.sql', import.meta.url), 'utf8'));
    raw.close();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('H30 H48 are found by topic, heading, points and the text that counts', async () => {
    const store = await openSqliteStore({ folder, now });
    const { documents } = store;
    expect(await documents.summary(idOf(300))).toMatchObject({ title: '', sectionCount: 2, count: 14 });
    const place = { documentId: idOf(300), title: '江南的桥', updatedAt: '2026-01-02T08:09:00.000Z' };
    const arch = { ...place, sectionId: idOf(301), heading: '石拱' };
    for (const query of ['石拱', '赵州桥', '石头弯成']) expect(await documents.search(query, 5)).toMatchObject([arch]);
    expect(await documents.search('江南', 5)).toMatchObject([{ ...place, sectionId: null }]);
    expect(await documents.search('covered', 5)).toMatchObject([{ ...place, sectionId: idOf(302) }]);
    for (const query of ['早先', 'bridges of']) expect(await documents.search(query, 5)).toEqual([]);
    await documents.restore(idOf(310), now());
    expect(await documents.search('江南', 5)).toHaveLength(2);
    await store[Symbol.asyncDispose]();
  });
});

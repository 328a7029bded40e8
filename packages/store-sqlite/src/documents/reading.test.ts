import { describe, expect, it, vi } from 'vitest';
import { openConnection } from '../database/connection.ts';
import { countedQueries } from '../testing/counted-queries.ts';
import { fillDocument } from '../testing/filled-document.ts';
import { newRun } from '../testing/store-calls.ts';
import { storeFolder } from '../testing/store-folder.ts';
import { SqliteDocuments } from './sqlite-documents.ts';

describe('reading documents', () => {
  const folder = storeFolder();

  it('H36 takes the same few queries however many sections, versions and runs there are', async () => {
    const queriesFor = async (): Promise<number[]> => {
      await using counted = countedQueries(folder().database);
      const documents = new SqliteDocuments(counted.queries);
      return [await counted.countDuring(() => documents.sections('d1')), await counted.countDuring(() => documents.versions('s1'))];
    };
    await folder().with((store) => fillDocument(store, 1));
    const short = await queriesFor();
    await folder().with(async (store) => {
      const rows = (await store.documents.sections('d1')).map((section) => ({ ...section }));
      const further = Array.from({ length: 30 }, (_, index) => ({ ...rows[0]!, id: `further ${index}` }));
      await store.documents.replaceOutline('d1', { revision: null, rows: [...rows, ...further], now: folder().now });
      for (const [index, { id }] of further.entries()) {
        const run = newRun(`run ${index}`);
        const version = { id: `version ${index}`, source: 'model', text: '', baseId: null } as const;
        await store.documents.addVersion({ ...version, sectionId: id, run, now: folder().now });
        const later = { id: `later ${index}`, source: 'user', text: 'x', baseId: index === 0 ? 'v1' : `later ${index - 1}` } as const;
        await store.documents.addVersion({ ...later, sectionId: 's1', now: folder().now });
      }
    });
    // one more for sections: what the runs that are still open have streamed
    expect(await queriesFor()).toEqual([short[0]! + 1, short[1]]);
    expect(Math.max(...short)).toBeLessThan(10);
  });

  it('H47 lists documents from their own rows and the index of their sections, without reading a text', async () => {
    await folder().with((store) => fillDocument(store, 3));
    const { raw, queries } = openConnection(folder().database);
    const prepare = vi.spyOn(raw, 'prepare');
    const any = { sort: 'updated', template: null, progress: null, limit: 500, skip: 0, before: null } as const;
    const { documents } = await new SqliteDocuments(queries).list({ inBin: false, texts: 'own', ...any });
    expect(documents).toMatchObject([{ sectionCount: 3, count: 9 }]);
    const statements = prepare.mock.calls.map(([sql]) => sql).filter((sql) => sql.includes('from "document"'));
    const detailsOf = (statement = '') =>
      (raw.prepare(`explain query plan ${statement}`).all() as { detail: string }[]).map(({ detail }) => detail);
    const [found, shown] = statements.map(detailsOf);
    expect(found).toEqual([expect.stringMatching(/^SCAN document USING (COVERING )?INDEX document_own_by_update$/)]);
    const ofSections = shown?.filter((detail) => /\bsection\b/.test(detail)) ?? [];
    expect(ofSections).toHaveLength(2);
    for (const detail of ofSections) expect(detail).toContain('SEARCH section USING COVERING INDEX section_by_document');
    expect(shown?.filter((detail) => /\b(section_version|run|run_chunk)\b/.test(detail))).toEqual([]);
    await queries.destroy();
  });
});

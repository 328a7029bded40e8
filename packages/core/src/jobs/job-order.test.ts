import type { Studio } from '@maobi/core';
import { createScriptedEngine, documentWith, nextId, studiosOfTests, untilDocument, untilJobRests } from '@maobi/testkit';
import { describe, expect, it } from 'vitest';

const openStudio = studiosOfTests();
const begin = async (studio: Studio, heading: string) => {
  const { id } = await documentWith(studio, [heading, `${heading}之后`], 60);
  return studio.jobs.start(id, { id: nextId() });
};
const waits = async (studio: Studio) => (await studio.jobs.list()).filter(({ endedAt }) => endedAt === null).map(({ wait }) => wait);

describe('the order of jobs', () => {
  it('J10 lets one job write at a time, in the order they came', async () => {
    const studio = await openStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 600 }) });
    const [first, second] = [await begin(studio, '甲'), await begin(studio, '乙')];
    await untilDocument(studio, first.documentId, ({ sections }) => (sections[0]?.count ?? 0) > 0);
    expect(await waits(studio)).toEqual([null, 'turn']);
    expect((await studio.documents.get(second.documentId)).job?.wait).toBe('turn');
    await untilJobRests(studio, first.documentId);
    expect((await untilJobRests(studio, second.documentId)).job).toMatchObject({ state: 'done', wait: null });
    const ended = (await studio.jobs.list()).map(({ id }) => id);
    expect(ended).toEqual([second.id, first.id]);
  });

  it('J10 takes up another order with the next section', async () => {
    const studio = await openStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 600 }) });
    const jobs = [await begin(studio, '甲'), await begin(studio, '乙'), await begin(studio, '丙')] as const;
    const [first, second, third] = jobs;
    await untilDocument(studio, first.documentId, ({ sections }) => (sections[0]?.count ?? 0) > 0);
    const moved = await studio.jobs.move(third.id, first.id);
    expect(moved.map(({ id }) => id)).toEqual([third.id, first.id, second.id]);
    await untilJobRests(studio, third.documentId);
    const { sections } = await studio.documents.get(first.documentId);
    expect(sections.map(({ count }) => count > 0)).toEqual([true, false]);
    for (const { documentId } of jobs) await untilJobRests(studio, documentId);
    await expect(studio.jobs.move(first.id, null)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('J10 lets a job that rests be overtaken', async () => {
    const studio = await openStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 600 }) });
    const [first, second] = [await begin(studio, '甲'), await begin(studio, '乙')];
    await studio.jobs.pause(first.id);
    await untilJobRests(studio, second.documentId);
    expect((await studio.documents.get(first.documentId)).job?.state).toBe('paused');
    await studio.jobs.resume(first.id);
    expect((await untilJobRests(studio, first.documentId)).job?.state).toBe('done');
  });

  it('J11 puts a section that the writer asks for before all jobs', async () => {
    const studio = await openStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 600 }) });
    const first = await begin(studio, '甲');
    await begin(studio, '乙');
    const { id, sections } = await documentWith(studio, ['丙', '丁'], 60);
    const asked = await studio.jobs.start(id, { id: nextId(), sectionIds: [sections[1]?.id ?? ''] });
    expect((await studio.jobs.list())[0]?.id).toBe(asked.id);
    await untilJobRests(studio, id);
    expect((await studio.documents.get(first.documentId)).job?.state).toBe('open');
  });

  it('J12 tells how far each job is, how long it takes and when its turn comes', async () => {
    const estimate = ({ promptTokens, writtenTokens }: { promptTokens: number; writtenTokens: number | null }) => ({
      readingMs: promptTokens,
      writingMs: (writtenTokens ?? 0) * 10,
    });
    const studio = await openStudio({
      engine: createScriptedEngine({ writeTokensPerSecond: 50 }),
      estimator: { estimate, observe: () => undefined },
    });
    const first = await begin(studio, '甲');
    await begin(studio, '乙');
    await untilDocument(studio, first.documentId, ({ sections }) => (sections[0]?.count ?? 0) > 0);
    const [atWork, waiting] = await studio.jobs.list();
    expect(atWork).toMatchObject({ progress: { total: 120 }, estimate: { waitingMs: 0 } });
    expect(atWork?.progress?.done).toBeGreaterThan(0);
    expect(waiting).toMatchObject({ progress: { done: 0, total: 120 } });
    expect(waiting?.estimate.waitingMs).toBe(atWork?.estimate.remainingMs);
    expect(waiting?.estimate.remainingMs).toBeGreaterThan(1_200);
  });

  it('J12 counts a text beyond the context as it is read again, with no position behind the context', async () => {
    const ends: number[] = [];
    const estimate = ({ promptTokens, writtenTokens }: { promptTokens: number; writtenTokens: number | null }) => {
      ends.push(promptTokens + (writtenTokens ?? 0));
      return { readingMs: promptTokens, writingMs: (writtenTokens ?? 0) * 10 };
    };
    const studio = await openStudio({
      engine: createScriptedEngine({ writeTokensPerSecond: 50, contextTokens: 4096 }),
      estimator: { estimate, observe: () => undefined },
    });
    const long = await documentWith(studio, Array.from({ length: 60 }, (_, index) => `第${index}节`), 300); // prettier-ignore
    await studio.jobs.start(long.id, { id: nextId() });
    await untilDocument(studio, long.id, ({ sections }) => (sections[0]?.count ?? 0) > 0);
    ends.length = 0;
    const [job] = await studio.jobs.list();
    expect(Math.max(...ends)).toBeLessThanOrEqual(4096);
    expect(job?.estimate.remainingMs).toBeGreaterThan(17_000 * 10);
  });
});

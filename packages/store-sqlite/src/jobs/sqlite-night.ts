import { type NightPlan, nightPlanSchema } from '@maobi/contract';
import type { JobWork, NightStore } from '@maobi/core';
import type { Queries } from '../database/connection.ts';
import { fromJson } from '../database/json.ts';
import { writeValue } from '../settings/sqlite-settings.ts';

/** Names of the rows among the settings. */
const names = { nightRun: 'night-run', summary: 'night-summary' } as const;

export class SqliteNight implements NightStore {
  readonly #queries: Queries;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  plan(): Promise<NightPlan> {
    return readPlan(this.#queries);
  }

  setPlan(change: Partial<NightPlan>): Promise<NightPlan> {
    return this.#queries.transaction().execute(async (queries) => {
      if (change.nightRun !== undefined) await writeValue(queries, 'setting', names.nightRun, JSON.stringify(change.nightRun));
      if (change.summary !== undefined) await writeValue(queries, 'setting', names.summary, JSON.stringify(change.summary));
      return readPlan(queries);
    });
  }

  async work(since: string, until: string): Promise<JobWork[]> {
    const rows = await this.#queries
      .selectFrom('run')
      .leftJoin('section_version', 'section_version.id', 'run.version_id')
      .leftJoin('polished_paragraph', 'polished_paragraph.run_id', 'run.id')
      .select(['run.document_id', 'run.text', 'run.usage', 'run.timings'])
      .select(['section_version.section_id as written', 'polished_paragraph.section_id as polished'])
      .where('run.ended_at', '>=', since)
      .where('run.created_at', '<', until)
      .orderBy('run.seq')
      .execute();
    return rows.flatMap(({ document_id: documentId, text, usage, timings, written, polished }) => {
      const sectionId = written ?? polished;
      if (documentId === null || sectionId === null) return [];
      const figures = { usage: fromJson(usage) as JobWork['usage'], timings: fromJson(timings) as JobWork['timings'] };
      return [{ documentId, sectionId, text: text ?? '', ...figures }];
    });
  }
}

/** What an older or newer version left there and this one cannot read counts as nothing. */
async function readPlan(queries: Queries): Promise<NightPlan> {
  const rows = await queries.selectFrom('setting').selectAll().where('name', 'in', Object.values(names)).execute();
  const valueOf = (name: string): unknown => JSON.parse(rows.find((row) => row.name === name)?.value ?? 'null');
  const { nightRun, summary } = nightPlanSchema.shape;
  return {
    nightRun: nightRun.safeParse(valueOf(names.nightRun)).data ?? null,
    summary: summary.safeParse(valueOf(names.summary)).data ?? null,
  };
}

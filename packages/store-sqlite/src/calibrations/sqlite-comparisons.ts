import type { ComparisonStore, StoredFigures } from '@maobi/core';
import type { Queries } from '../database/connection.ts';

export class SqliteComparisons implements ComparisonStore {
  readonly #queries: Queries;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  async list(): Promise<StoredFigures[]> {
    const rows = await this.#queries.selectFrom('comparison').select('figures').execute();
    return rows.map(({ figures }) => JSON.parse(figures) as StoredFigures);
  }

  async put(measured: StoredFigures): Promise<void> {
    const { model, machine } = measured;
    const figures = JSON.stringify(measured);
    await this.#queries
      .insertInto('comparison')
      .values({ model, machine, figures })
      .onConflict((conflict) => conflict.columns(['model', 'machine']).doUpdateSet({ figures }))
      .execute();
  }
}

import type { KyselyPlugin } from 'kysely';
import { openConnection, type Queries } from '../database/connection.ts';

/** A connection that counts what is asked through it. */
export interface CountedQueries extends AsyncDisposable {
  readonly queries: Queries;
  /** How many queries the action sent. */
  countDuring(action: () => Promise<unknown>): Promise<number>;
}

export function countedQueries(database: string): CountedQueries {
  const { queries } = openConnection(database);
  let count = 0;
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      count += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return {
    queries: queries.withPlugin(counting),
    async countDuring(action) {
      const before = count;
      await action();
      return count - before;
    },
    [Symbol.asyncDispose]: () => queries.destroy(),
  };
}

import { type Settings, settingsSchema } from '@maobi/contract';
import type { SettingsStore } from '@maobi/core';
import type { Queries } from '../database/connection.ts';

const defaults: Settings = { language: 'system', theme: 'system', model: null, contextTokens: null, typographyOff: [] };
const apiKeyName = 'api-key';

export class SqliteSettings implements SettingsStore {
  readonly #queries: Queries;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  read(): Promise<Settings> {
    return readSettings(this.#queries);
  }

  update(change: Partial<Settings>): Promise<Settings> {
    return this.#queries.transaction().execute(async (queries) => {
      for (const [name, value] of Object.entries(change)) {
        if (value !== undefined) await writeValue(queries, 'setting', name, JSON.stringify(value));
      }
      return readSettings(queries);
    });
  }

  async apiKey(candidate: string): Promise<string> {
    return this.#queries.transaction().execute(async (queries) => {
      await queries
        .insertInto('secret')
        .values({ name: apiKeyName, value: candidate })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const { value } = await queries.selectFrom('secret').select('value').where('name', '=', apiKeyName).executeTakeFirstOrThrow();
      return value;
    });
  }

  async replaceApiKey(key: string): Promise<void> {
    await writeValue(this.#queries, 'secret', apiKeyName, key);
  }
}

async function readSettings(queries: Queries): Promise<Settings> {
  return settingsOf(await queries.selectFrom('setting').selectAll().execute());
}

/** What the rows of the table say, and the defaults for what they do not. */
export function settingsOf(rows: readonly { readonly name: string; readonly value: string }[]): Settings {
  // a value that this version does not know (any more) is left alone and stands for its default
  const known = rows
    .map(({ name, value }) => ({ [name]: JSON.parse(value) as unknown }))
    .filter((entry) => settingsSchema.partial().strict().safeParse(entry).success);
  return settingsSchema.parse(Object.assign({}, defaults, ...known));
}

/** A row among the settings or the secrets. */
export async function writeValue(queries: Queries, table: 'setting' | 'secret', name: string, value: string): Promise<void> {
  await queries
    .insertInto(table)
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

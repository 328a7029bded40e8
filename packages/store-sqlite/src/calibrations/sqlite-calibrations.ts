import type { Calibration, CalibrationKey, CalibrationStore, FileStamp } from '@maobi/core';
import type { Queries } from '../database/connection.ts';

export class SqliteCalibrations implements CalibrationStore {
  readonly #queries: Queries;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  async get({ fingerprint, machine, engineVersion }: CalibrationKey): Promise<Calibration | null> {
    const row = await this.#queries
      .selectFrom('calibration')
      .select('result')
      .where('fingerprint', '=', fingerprint)
      .where('machine', '=', machine)
      .where('engine_version', '=', engineVersion)
      .executeTakeFirst();
    return row ? (JSON.parse(row.result) as Calibration) : null;
  }

  async put(calibration: Calibration): Promise<void> {
    const { fingerprint, machine, engineVersion } = calibration;
    const result = JSON.stringify(calibration);
    await this.#queries
      .insertInto('calibration')
      .values({ fingerprint, machine, engine_version: engineVersion, result })
      .onConflict((conflict) => conflict.columns(['fingerprint', 'machine', 'engine_version']).doUpdateSet({ result }))
      .execute();
  }

  async fingerprintOf({ path, sizeBytes, modifiedMs }: FileStamp): Promise<string | null> {
    const row = await this.#queries
      .selectFrom('model_file')
      .select('fingerprint')
      .where('path', '=', path)
      .where('size_bytes', '=', sizeBytes)
      .where('modified_ms', '=', modifiedMs)
      .executeTakeFirst();
    return row?.fingerprint ?? null;
  }

  async rememberFile({ path, sizeBytes, modifiedMs }: FileStamp, fingerprint: string): Promise<void> {
    const known = { size_bytes: sizeBytes, modified_ms: modifiedMs, fingerprint };
    await this.#queries
      .insertInto('model_file')
      .values({ path, ...known })
      .onConflict((conflict) => conflict.column('path').doUpdateSet(known))
      .execute();
  }
}

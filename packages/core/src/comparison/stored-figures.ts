import type { ModelFigures } from '@maobi/contract';
import type { MeterReading } from '../ports/model-meter.ts';

/** A model file as it was when it was measured. Where it lies makes no difference. */
export interface MeasuredFile {
  readonly sizeBytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** What was measured of one model on one machine. */
export interface StoredFigures {
  /** Its id. */
  readonly model: string;
  /** As `machineName` gives it. */
  readonly machine: string;
  /** As `Engine.version`. */
  readonly engineVersion: string;
  readonly file: MeasuredFile;
  /** ISO 8601 in UTC. */
  readonly measuredAt: string;
  readonly tookMs: number;
  readonly reading: MeterReading;
}

/** What figures are looked at from: the file, the machine and the engine of now. */
export interface Present {
  readonly file: MeasuredFile;
  readonly machine: string;
  readonly engineVersion: string;
}

/** Those of this machine, else the newest of another one; `null`: it was never measured. */
export function figuresOf(model: string, machine: string, stored: readonly StoredFigures[]): StoredFigures | null {
  const own = stored.filter((figures) => figures.model === model);
  const newest = own.toSorted((a, b) => b.measuredAt.localeCompare(a.measuredAt))[0];
  return own.find((figures) => figures.machine === machine) ?? newest ?? null;
}

/** For people, with what has changed since. */
export function shownFigures({ machine, engineVersion, file, measuredAt, tookMs, reading }: StoredFigures, now: Present): ModelFigures {
  const isSameFile = file.sizeBytes === now.file.sizeBytes && file.modifiedMs === now.file.modifiedMs;
  const isSameEngine = engineVersion === now.engineVersion;
  const outdatedBy = !isSameFile ? 'file' : machine !== now.machine ? 'machine' : isSameEngine ? null : 'engine';
  return { ...reading, measuredAt, tookMs, machine, engineVersion, outdatedBy };
}

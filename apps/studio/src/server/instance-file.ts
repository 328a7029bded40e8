import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { healthSchema, instanceSchema, type Instance } from '@maobi/contract';
import { launchPath } from '@maobi/http-api';
import { z } from 'zod';
import { readLocalKey } from '../data-folder.ts';
import { isAlive } from '../surroundings/is-alive.ts';

const probeTimeoutMs = 1_500;

/** A studio that serves this data folder now, and how a program of the same user talks to it. */
export interface RunningStudio {
  /** e.g. `http://127.0.0.1:4160`. */
  readonly url: string;
  /** Opens `/api/*` and `/v1/*` as a Bearer key. Never print it. */
  readonly key: string;
  readonly instance: Instance;
}

/** Tells other programs of this user where the studio listens. */
export function writeInstance(dataFolder: string, instance: Instance): void {
  const path = instancePath(dataFolder);
  writeFileSync(`${path}.new`, JSON.stringify(instance), { mode: 0o600 });
  renameSync(`${path}.new`, path); // a reader never sees half a file
}

export function removeInstance(dataFolder: string): void {
  rmSync(instancePath(dataFolder), { force: true });
}

/**
 * The studio that serves this data folder, or `null`. What an ended one left behind does not count: the process must
 * live, and the port must answer as that very process.
 */
export async function findRunningStudio(dataFolder: string): Promise<RunningStudio | null> {
  const instance = readInstance(dataFolder);
  const key = readLocalKey(dataFolder);
  if (!instance || !key || !isAlive(instance.processId)) return null;
  const url = `http://127.0.0.1:${instance.port}`;
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(probeTimeoutMs) });
    const health = healthSchema.safeParse(await response.json());
    return health.success && health.data.processId === instance.processId ? { url, key, instance } : null;
  } catch {
    return null; // nobody listens there
  }
}

/** A fresh one-time address that signs a browser in to the running studio; `null` when it does not give one. */
export async function launchUrlOf({ url, key }: RunningStudio): Promise<string | null> {
  try {
    const response = await fetch(url + launchPath, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(probeTimeoutMs),
    });
    return url + z.object({ path: z.string().startsWith('/?token=') }).parse(await response.json()).path;
  } catch {
    return null; // it is just ending
  }
}

function readInstance(dataFolder: string): Instance | null {
  try {
    return instanceSchema.parse(JSON.parse(readFileSync(instancePath(dataFolder), 'utf8')));
  } catch {
    return null; // not there, or damaged by a crash
  }
}

function instancePath(dataFolder: string): string {
  return join(dataFolder, 'instance.json');
}

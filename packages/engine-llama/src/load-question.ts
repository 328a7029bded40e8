import { contextBytesPerToken, engineBatchTokens, type LoadRequest } from '@maobi/core';
import type { FilePlan } from './file-plan.ts';
import type { ToChild } from './protocol.ts';
import { snapshotSettings, type SnapshotOptions } from './snapshot-settings.ts';

/** Calibration measures near the start of a context, where it hardly matters; far into one, llama.cpp is slow with fewer rows. */
const smallestBatchTokens = 64;
/** Before anything was measured: as two cores take with a model of four thousand million weights. */
const usualPassCosts = { 4: 2.3, 8: 5.6 };

interface LoadCircumstances {
  readonly engineVersion: string;
  /** `null`: as many as were measured to be best, or as the machine has. */
  readonly threads: number | null;
  readonly snapshots: SnapshotOptions | null;
  /** This model has crashed lately. */
  readonly hasCrashed: boolean;
}

/** What the engine process is told to load, and with what. */
export async function loadQuestion(
  { path, tuning }: LoadRequest,
  { contextTokens, sequences, fingerprint, header }: FilePlan,
  { engineVersion, threads, snapshots, hasCrashed }: LoadCircumstances,
): Promise<Omit<Extract<ToChild, { type: 'load' }>, 'id'>> {
  const state = { key: [fingerprint, engineVersion, 'f16'], hasCrashed };
  return {
    type: 'load',
    path,
    contextTokens,
    sequences,
    threads: threads ?? tuning?.threads ?? null,
    // an earlier release measured larger ones
    batchTokens: Math.min(engineBatchTokens, Math.max(smallestBatchTokens, tuning?.batchTokens ?? engineBatchTokens)),
    stateBytesPerToken: contextBytesPerToken(header),
    passCosts: tuning?.passCosts ?? usualPassCosts,
    snapshots: snapshots && (await snapshotSettings(snapshots, state)),
  };
}

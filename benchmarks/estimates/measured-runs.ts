import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { createStudioClient, type Run, type StudioClient, type System } from '@maobi/contract';
import { machineName, type Calibration, type RunObservation } from '@maobi/core';
import { openSqliteStore } from '@maobi/store-sqlite';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { productFolder } from '../../scripts/building/build-product.mjs';
import { measureSaidTimes, type SaidTimes } from './said-times.ts';

const program = join(productFolder, 'maobi.js');
const longestMeasuringMs = 5 * 60_000;
/** A conversation beyond this is left for a new one: the context is no subject here. */
const longestConversationTokens = 3000;
const sentence = '河边的老树下，几个孩子在数船，风把远处的汽笛声一阵一阵送过来，谁也没有先开口说要回家。';
/** In the smallest vocabulary; others have fewer. */
const sentenceTokens = 42;

export interface MeasuredRuns {
  readonly calibration: Calibration | null;
  readonly runs: readonly RunObservation[];
  readonly said: SaidTimes;
}

/**
 * Starts the built studio on an empty data folder, waits until it has measured its model, and lets it carry out so many
 * runs of limited length, one after the other: a third short, a third medium, a third long, new conversations and further turns.
 * Then it writes sections and answers questions.
 * @param typicalMs what a medium run shall take, about
 */
export async function measureRuns(model: string | null, count: number, typicalMs: number): Promise<MeasuredRuns> {
  const home = mkdtempSync(join(tmpdir(), 'maobi-bench-'));
  try {
    const { system, modelPath, runs, said } = await withStudio(home, model, async (client) => {
      const measured = await untilMeasured(client);
      const { models } = await client.call('listModels', {});
      const installed = models.find(({ id }) => id === measured.activeModel)?.installed;
      const path = model === null ? (installed?.path ?? '') : realpathSync(model);
      const carriedOut = await carryOut(client, measured, count, typicalMs);
      return { system: measured, modelPath: path, runs: carriedOut, said: await measureSaidTimes(client, measured, typicalMs) };
    });
    return { calibration: await storedCalibration(home, modelPath, system), runs, said };
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function withStudio<T>(home: string, model: string | null, work: (client: StudioClient) => Promise<T>): Promise<T> {
  const server = spawn(process.execPath, [program, 'serve', '--no-open', '--port', '0', '--model', model ?? 'demo'], {
    env: { ...process.env, MAOBI_HOME: home },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(server, 'exit');
  try {
    const lines = createInterface(server.stdout);
    const [line] = (await Promise.race([once(lines, 'line'), exited.then(() => [])])) as [string?];
    const launchUrl = /https?:\S+/.exec(line ?? '')?.[0];
    if (launchUrl === undefined) throw new Error(`the studio did not start with ${model ?? 'the demo'}`);
    const key = readFileSync(join(home, 'local.key'), 'utf8').trim();
    return await work(createStudioClient({ baseUrl: new URL(launchUrl).origin, headers: { authorization: `Bearer ${key}` } }));
  } finally {
    server.kill('SIGTERM');
    await exited;
  }
}

async function untilMeasured(client: StudioClient): Promise<System> {
  const deadlineMs = performance.now() + longestMeasuringMs;
  for (;;) {
    const system = await client.call('getSystem', {});
    if (system.calibration?.state === 'done' || performance.now() > deadlineMs) return system;
    await delay(250);
  }
}

async function carryOut(client: StudioClient, system: System, count: number, typicalMs: number): Promise<RunObservation[]> {
  const runs: RunObservation[] = [];
  let before: Turn | null = null;
  for (let index = 0; index < count; index += 1) {
    const task = taskOf(index, typicalMs, system);
    const isRoom: boolean = before !== null && before.tokens + task.promptTokens + task.maxTokens <= longestConversationTokens;
    // every other one goes on, so that a part of the prompt is held already
    const place: Place =
      before !== null && isRoom && index % 2 === 1 ? before : { conversationId: await newConversation(client), parentId: null };
    const { run, answerId } = await ask(client, place, { text: textOf(index, task.promptTokens), maxTokens: task.maxTokens, seed: index });
    if (run.usage === null || run.timings === null) throw new Error(`a run ended as ${run.state}: ${run.error?.message ?? ''}`);
    runs.push({ model: run.model, ...run.usage, readingMs: run.timings.readingMs, writingMs: run.timings.writingMs });
    before = { conversationId: place.conversationId, parentId: answerId, tokens: run.usage.promptTokens + run.usage.writtenTokens };
  }
  return runs;
}

interface Place {
  readonly conversationId: string;
  readonly parentId: string | null;
}

interface Turn extends Place {
  /** Of the conversation up to its end. */
  readonly tokens: number;
}

/** Short, medium and long ones, with little, half and much to read, as fast as the machine was measured to be. */
function taskOf(index: number, typicalMs: number, { calibration }: System): { readonly promptTokens: number; readonly maxTokens: number } {
  const seconds = (typicalMs / 1000) * ([0.5, 1.5, 3][index % 3] ?? 1);
  const readShare = [0.2, 0.5, 0.8][Math.floor(index / 3) % 3] ?? 0.5;
  const within = (tokens: number) => Math.max(16, Math.min(longestConversationTokens / 2, Math.round(tokens)));
  return {
    promptTokens: within(seconds * readShare * (calibration?.readTokensPerSecond ?? 20)),
    maxTokens: within(seconds * (1 - readShare) * (calibration?.writeTokensPerSecond ?? 10)),
  };
}

async function newConversation(client: StudioClient): Promise<string> {
  const id = uuidV7();
  await client.call('createConversation', { body: { id } });
  return id;
}

interface Question {
  readonly text: string;
  readonly maxTokens: number;
  readonly seed: number;
}

async function ask(
  client: StudioClient,
  { conversationId, parentId }: Place,
  { text, ...options }: Question,
): Promise<{ run: Run; answerId: string }> {
  const [answerId, runId] = [uuidV7(), uuidV7()];
  await client.call('sendMessage', { params: { id: conversationId }, body: { id: uuidV7(), parentId, text, answerId, runId, options } });
  for await (const event of client.streamRun(runId)) if (event.type === 'ended') return { run: event.run, answerId };
  throw new Error('a run ended without saying how');
}

/** Begins with a number, so that no question is held in memory before it is asked. */
function textOf(index: number, tokens: number): string {
  return `${index + 1}. 接着下面的文字写下去，越长越好。\n${sentence.repeat(Math.max(1, Math.round(tokens / sentenceTokens)))}`;
}

async function storedCalibration(home: string, modelPath: string, system: System): Promise<Calibration | null> {
  const store = await openSqliteStore({ folder: home, now: () => new Date().toISOString() });
  try {
    const { size, mtimeMs } = statSync(modelPath);
    const fingerprint = await store.calibrations.fingerprintOf({ path: modelPath, sizeBytes: size, modifiedMs: mtimeMs });
    const { engineVersion, machine } = system;
    return fingerprint === null ? null : await store.calibrations.get({ fingerprint, machine: machineName(machine), engineVersion });
  } finally {
    await store[Symbol.asyncDispose]();
  }
}

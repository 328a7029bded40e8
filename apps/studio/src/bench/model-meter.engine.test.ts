import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MeterProgress } from '@maobi/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { composeBench } from '../compose.ts';
import { builtEngine } from '../testing/built-engine.ts';
import type { BenchParts } from './bench-parts.ts';
import { createModelMeter } from './model-meter.ts';

const never = new AbortController().signal;
/** As the engine that writes: a process of this program that has more memory than the demo model takes. */
const largeBytes = 600_000_000;
const largeProcess = `globalThis.kept = Buffer.alloc(${largeBytes}, 1); console.log('ready'); setInterval(() => {}, 100_000);`;

let dataFolder: string;
let parts: BenchParts;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'maobi-meter-test-'));
  parts = await composeBench(dataFolder);
});
afterEach(async () => {
  await parts[Symbol.asyncDispose]();
  await rm(dataFolder, { recursive: true });
});

it('M30 M31 M36 measures the demo model by itself, whatever another process takes, and leaves nothing behind', async () => {
  const demo = await parts.models.resolve('demo');
  const other = spawn(process.execPath, ['-e', largeProcess], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(other.stdout, 'data');
  try {
    const steps: MeterProgress[] = [];
    const meter = createModelMeter({ ...parts, makeEngine: () => builtEngine() });
    const figures = await meter.measure(demo, ({ step, steps: all, remainingMs }) => steps.push({ step, steps: all, remainingMs }), never);
    const { short, medium, long } = figures.firstTokenMs;
    expect(short).toBeGreaterThan(0);
    expect(medium).toBeGreaterThan(0);
    expect(long).toBeGreaterThan(Math.min(short, medium));
    expect(figures.nextFirstTokenMs).toBeLessThan(long);
    for (const figure of ['loadMs', 'readTokensPerSecond', 'writeTokensPerSecond'] as const) expect(figures[figure]).toBeGreaterThan(0);
    expect(figures.thousandCharactersMs).toBeGreaterThan(short);
    expect(figures.peakBytes).toBeGreaterThan(50_000_000);
    expect(figures.peakBytes).toBeLessThan(largeBytes);
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(steps.at(-1)).toMatchObject({ steps: 7, remainingMs: expect.any(Number) });
    expect(await readdir(dataFolder)).not.toContain('bench');
  } finally {
    other.kill();
  }
});

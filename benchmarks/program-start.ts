import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { productFolder } from '../scripts/building/build-product.mjs';
import type { Benchmark } from './benchmark.ts';

const run = promisify(execFile);
const program = join(productFolder, 'maobi.js');
const rounds = 5;

export const programStart: Benchmark = {
  name: 'program-start',
  about: 'from the command to help, and to a studio that answers',
  measure: async () => [
    { name: 'maobi --help', value: await median(async () => void (await run(process.execPath, [program, '--help']))), unit: 'ms' },
    { name: 'maobi serve, until it listens', value: await median(serveOnce), unit: 'ms' },
  ],
};

async function serveOnce(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'maobi-bench-'));
  const server = spawn(process.execPath, [program, 'serve', '--no-open', '--port', '0', '--model', 'demo'], {
    env: { ...process.env, MAOBI_HOME: home },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(server.stdout, 'data'); // the address is printed once it listens
  void once(server, 'exit').then(() => rmSync(home, { recursive: true, force: true }));
  server.kill('SIGTERM');
}

async function median(action: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await action();
    times.push(performance.now() - started);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from '@photostructure/sqlite';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeFolder } from './testing/store-folder.ts';

const kills = 20;

/** Writes until it is killed, and says on stdout what was acknowledged. */
const writer = `
  import { openSqliteStore } from ${JSON.stringify(fileURLToPath(new URL('./index.ts', import.meta.url)))};
  const [folder, round] = process.argv.slice(2);
  const now = () => new Date().toISOString();
  const store = await openSqliteStore({ folder, now });
  await store.runs.interruptOpen(now());
  const id = 'round-' + round;
  const request = { sampling: {}, maxTokens: null, overflow: 'refuse' };
  await store.conversations.create({ id, title: id, folderId: null, now: now() });
  for (let turn = 1; ; turn += 1) {
    const [question, answer, run] = ['q', 'a', 'r'].map((kind) => kind + round + '-' + turn);
    const messages = [{ id: question, parentId: null, role: 'user', text: '问' }, { id: answer, parentId: question, role: 'assistant', text: '' }];
    await store.conversations.addMessages(id, messages, { id: run, model: 'demo', seed: 1, request }, now());
    for (let seq = 1; seq <= 20; seq += 1) {
      await store.runs.appendChunk(run, { seq, text: '字' + seq + ',', written: seq });
      process.stdout.write(run + ' ' + seq + '\\n');
    }
    await store.runs.end(run, { state: 'done', usage: null, timings: null, error: null, now: now() });
    process.stdout.write(run + ' ended\\n');
  }
`;

describe('a process killed while it writes', () => {
  const folder = storeFolder();
  let bundle: { folder: string; file: string };
  beforeAll(async () => {
    bundle = await bundleWriter();
  });
  afterAll(() => rmSync(bundle.folder, { recursive: true, force: true }));

  it(`H23 loses nothing that was acknowledged, in ${kills} kills`, { timeout: 60_000 }, async () => {
    const acknowledged = new Map<string, number>();
    const ended = new Set<string>();
    for (let round = 1; round <= kills; round += 1) {
      for (const line of await linesUntilKilled([bundle.file, folder().path, String(round)], 1 + ((round * 7) % 45))) {
        const [run = '', what] = line.split(' ');
        if (what === 'ended') ended.add(run);
        else acknowledged.set(run, Number(what));
      }
    }
    expect(new Set([...acknowledged.keys()].map((run) => run.split('-')[0])).size).toBe(kills);
    await folder().with(async (store) => {
      expect(store.notices).toEqual([]);
      await store.runs.interruptOpen('2026-03-01T08:00:00.000Z');
      for (const [run, seq] of acknowledged) {
        const chunks = await store.runs.chunks(run, 0);
        expect(chunks.length).toBeGreaterThanOrEqual(seq);
        // at most the one call that was under way when the process was killed
        expect(chunks.length).toBeLessThanOrEqual(seq + 1);
        const { text, run: shownRun } = await store.conversations.message(run.replace('r', 'a'));
        expect(text).toBe(chunks.map((_, index) => `字${index + 1},`).join(''));
        if (ended.has(run)) expect(shownRun?.state).toBe('done');
      }
    });
    const raw = new DatabaseSync(folder().database, { readOnly: true });
    expect(
      raw
        .prepare('pragma integrity_check')
        .all()
        .map((row: { integrity_check: string }) => row.integrity_check),
    ).toEqual(['ok']);
    raw.close();
  });
});

/** One file, as in the product: it starts in a fraction of the time. It lies where Node finds the driver. */
async function bundleWriter(): Promise<{ folder: string; file: string }> {
  const cache = fileURLToPath(new URL('../../../node_modules/.cache', import.meta.url));
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'maobi-crash-'));
  const input = join(folder, 'writer.ts');
  const file = join(folder, 'writer.mjs');
  writeFileSync(input, writer);
  const bundle = await rolldown({ input, platform: 'node', external: ['@photostructure/sqlite'] });
  await bundle.write({ file, format: 'esm' });
  await bundle.close();
  return { folder, file };
}

/** What it had acknowledged until it was killed, which is done when so many lines have come. */
async function linesUntilKilled(parameters: string[], killAtLine: number): Promise<string[]> {
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const closed = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === killAtLine) child.kill('SIGKILL');
  }
  await closed;
  return lines;
}

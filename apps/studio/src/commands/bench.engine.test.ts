import { copyFile, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EngineEvent } from '@maobi/core';
import { qwen3InstructSampling } from '@maobi/core';
import { syntheticQuantisations, writeSyntheticModel } from '@maobi/model-files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive } from '../surroundings/is-alive.ts';
import { builtEngine } from '../testing/built-engine.ts';
import { createRealCommandLine, type RealCommandLine } from '../testing/real-command-line.ts';
import { tinyShape } from '../testing/test-bench.ts';

let maobi: RealCommandLine;
beforeAll(async () => {
  maobi = await createRealCommandLine();
});
afterAll(() => maobi[Symbol.asyncDispose]());

const demoPath = fileURLToPath(new URL('../../../../models/demo/maobi-demo.gguf', import.meta.url));
const never = new AbortController().signal;
const objectsIn = (output: string) =>
  output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the real program measures the demo model', () => {
  it('C51 C53 C57 from end to end', async () => {
    const { exitCode, output } = await maobi.run(['bench', '--quick', '--model', 'demo', '--json', '--report', 'speed.html']);
    expect(exitCode).toBe(0);
    const result = objectsIn(output).at(-1);
    expect(result).toMatchObject({ type: 'result', model: 'demo', firstToken: { promptTokens: 250 }, isQuick: true });
    for (const figure of ['loadMs', 'peakBytes', 'prefillTokensPerSecond', 'decodeTokensPerSecond']) {
      expect(result?.[figure]).toBeGreaterThan(0);
    }
    expect(await readFile(path.join(maobi.folder, 'speed.html'), 'utf8')).toContain('demo');
    expect(await readdir(path.join(maobi.folder, 'home'))).toEqual(['models']);
  });

  it('C55 reads everything anew for a second file with the same weights', async () => {
    const copy = path.join(maobi.folder, 'copy.gguf');
    await copyFile(demoPath, copy);
    const { exitCode, output } = await maobi.run(['bench', '--quick', '--model', 'demo', copy, '--json']);
    expect(exitCode).toBe(0);
    const results = objectsIn(output).filter(({ type }) => type === 'result');
    expect(results).toHaveLength(2);
    for (const { tasks } of results) {
      for (const { promptTokens, coldNewTokens } of tasks as { promptTokens: number; coldNewTokens: number }[])
        expect(coldNewTokens).toBeGreaterThan(promptTokens * 0.8);
    }
  });

  it('C7 and leaves no process and no file behind at Ctrl+C', async () => {
    const command = maobi.start(['bench', '--model', 'demo', '--json']);
    await command.said('short task, first question');
    const children = await childrenOf(command.process.pid ?? 0);
    expect(children.length).toBeGreaterThan(0);
    const stoppedMs = performance.now();
    command.process.kill('SIGINT');
    expect((await command.ended).exitCode).toBe(130);
    expect(performance.now() - stoppedMs).toBeLessThan(3500);
    expect(children.filter(isAlive)).toEqual([]);
    expect(await readdir(path.join(maobi.folder, 'home'))).toEqual(['models']);
  });
});

describe('a file with random weights', () => {
  it.each(syntheticQuantisations)('C56 is loaded by llama.cpp and writes whole characters to the limit, in %s', async (quantisation) => {
    const file = path.join(maobi.folder, 'tiny.gguf');
    await writeSyntheticModel({ path: file, name: 'Tiny', shape: tinyShape, quantisation }, never);
    const engine = builtEngine({ threads: 1 });
    try {
      await engine.load({ modelId: quantisation, path: file, contextTokens: 512 }, never);
      const { text, end } = await answer(engine.generate(request, never));
      expect(end).toMatchObject({ reason: 'length', usage: { writtenTokens: 40 }, error: null });
      expect(text).not.toContain('\uFFFD');
      expect(text.length).toBeGreaterThan(20);
    } finally {
      await engine[Symbol.asyncDispose]();
    }
  });
});

const request = {
  prompt: { kind: 'messages', messages: [{ role: 'user', text: '春天的第一场雨 in the morning' }] },
  sampling: qwen3InstructSampling,
  maxTokens: 40,
  stop: [],
  jsonSchema: null,
  seed: 3,
} as const;

async function answer(events: AsyncIterable<EngineEvent>) {
  let text = '';
  for await (const event of events) {
    if (event.type === 'text') text += event.text;
    if (event.type === 'ended') return { text, end: event };
  }
  throw new Error('The answer did not end.');
}

/** Ids of the processes that this one has started. */
async function childrenOf(processId: number): Promise<number[]> {
  const text = await readFile(`/proc/${processId}/task/${processId}/children`, 'utf8').catch(() => '');
  return text.split(' ').filter(Boolean).map(Number);
}

import { readFileSync } from 'node:fs';
import type { GenerateRequest } from '@maobi/core';
import { medianSlope } from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import { ask, demo, engineProcesses, eventsOf, testEngine } from './test-processes.ts';

const warmUpCount = 80;
const measuredCount = 240;
/** 20 MB over a thousand generations, which is the goal. */
const growthBoundKilobytes = 20;
const passage = '清晨的街道还很安静，卖早点的人已经点起了灯。有人停下来问路，有人匆匆走过。';

/** Writing, rewriting with a reference, reading something long, and a form, in turn. */
function requestOf(number: number): GenerateRequest {
  const requests = [
    ask(`写第 ${number} 段。`),
    ask(`润色：${passage}`, { reference: passage, maxTokens: 24 }),
    ask(`${number} ${passage.repeat(4)}`, { maxTokens: 4 }),
    ask('列一个提纲。', { jsonSchema: { type: 'object', properties: { title: { type: 'string', maxLength: 8 } } }, maxTokens: 12 }),
  ];
  return requests[number % requests.length]!;
}

function engineKilobytes(): number {
  const status = readFileSync(`/proc/${engineProcesses()[0]}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/mu.exec(status)![1]);
}

describe('the memory of the engine process', () => {
  it('stays what it is over many generations, every third of them stopped', async () => {
    await using engine = testEngine();
    await engine.load(demo, new AbortController().signal);
    const generate = async (number: number) => {
      const stop = new AbortController();
      const onEvent = () => (number % 3 === 0 ? stop.abort() : undefined);
      const events = await eventsOf(engine.generate(requestOf(number), stop.signal), onEvent);
      expect(events.at(-1)).toMatchObject({ type: 'ended', error: null });
    };
    for (let number = 0; number < warmUpCount; number += 1) await generate(number);
    const series: number[] = [];
    for (let number = warmUpCount; number < warmUpCount + measuredCount; number += 1) {
      await generate(number);
      series.push(engineKilobytes());
    }
    expect(medianSlope(series)).toBeLessThan(growthBoundKilobytes);
  }, 300_000);

  // musl has no such setting, and some kernels give large pages to nobody
  it.skipIf(!givesLargePages())('lies in large pages, which a pass finds faster', async () => {
    await using engine = testEngine();
    await engine.load({ ...demo, contextTokens: 8192 }, new AbortController().signal);
    expect(engineProcesses()).toHaveLength(1);
    const rollup = readFileSync(`/proc/${engineProcesses()[0]}/smaps_rollup`, 'utf8');
    expect(Number(/^AnonHugePages:\s+(\d+) kB/mu.exec(rollup)?.[1])).toBeGreaterThan(8 * 1024);
  });
});

function givesLargePages(): boolean {
  const { glibcVersionRuntime } = (process.report.getReport() as { header: { glibcVersionRuntime?: string } }).header;
  const [, minor = 0] = glibcVersionRuntime?.split('.').map(Number) ?? [];
  try {
    return minor >= 35 && !readFileSync('/sys/kernel/mm/transparent_hugepage/enabled', 'utf8').includes('[never]');
  } catch {
    return false;
  }
}

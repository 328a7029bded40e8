import { expect, it } from 'vitest';
import { BenchProgress } from './bench-progress.ts';

const steps = [
  { name: 'load', loads: 1, readTokens: 0, writtenTokens: 0 },
  { name: 'ask', loads: 0, readTokens: 100, writtenTokens: 10 },
  { name: 'again', loads: 1, readTokens: 20, writtenTokens: 0 },
];

it('tells the time that is left once the pace is known', () => {
  let nowMs = 0;
  const begun: string[] = [];
  const progress: BenchProgress = new BenchProgress(
    steps,
    () => begun.push(progress.stepName),
    () => nowMs,
  );
  progress.begin('load');
  expect(progress.remainingMs).toBeNull();
  nowMs = 3000;
  progress.learn({ loadMs: 3000 });
  progress.begin('ask');
  expect(progress.remainingMs).toBeNull();
  progress.learn({ readTokenMs: 50, writtenTokenMs: 100 });
  expect(progress.remainingMs).toBe(5000 + 1000 + 3000 + 1000);
  nowMs += 1000;
  expect(progress.remainingMs).toBe(9000);
  nowMs += 60_000;
  expect(progress.remainingMs).toBe(4000);
  progress.begin('again');
  expect(progress.remainingMs).toBe(4000);
  expect(begun).toEqual(['load', 'ask', 'again']);
});

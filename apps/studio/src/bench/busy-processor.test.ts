import { expect, it } from 'vitest';
import { busyShare } from './busy-processor.ts';

const core = (user: number, idle: number) => ({ times: { user, nice: 0, sys: 0, idle, irq: 0 } });

it('M37 tells the part of all cores that was at work between two looks', () => {
  expect(busyShare([core(100, 900), core(50, 950)], [core(200, 900), core(50, 1050)])).toBeCloseTo(0.5);
  expect(busyShare([core(100, 900)], [core(100, 1000)])).toBe(0);
  expect(busyShare([core(100, 900)], [core(100, 900)])).toBe(0);
});

import { totalmem } from 'node:os';
import { describe, expect, it } from 'vitest';
import { availableMemoryBytes, readVmStat, totalMemoryBytes } from './available-memory.ts';

describe('readVmStat', () => {
  it('adds up what macOS can hand out at once', () => {
    const printed = `Mach Virtual Memory Statistics: (page size of 16384 bytes)
Pages free:                                5000.
Pages active:                            300000.
Pages inactive:                          290000.
Pages speculative:                         5000.
Pages throttled:                              0.
Pages wired down:                        120000.
Pages purgeable:                           4000.
"Translation faults":                 123456789.
`;
    expect(readVmStat(printed)).toBe(300_000 * 16_384);
  });

  it('says so where something else is printed', () => {
    expect(readVmStat('vm_stat: command failed')).toBeNull();
    expect(readVmStat('(page size of 16384 bytes)\nPages free: 5000.\n')).toBeNull();
  });
});

it('finds some memory on this machine, and no more than there is', async () => {
  const bytes = await availableMemoryBytes();
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(await totalMemoryBytes());
  expect(await totalMemoryBytes()).toBeLessThanOrEqual(totalmem());
});

it('counts as memory in all what the container around may take', async () => {
  const files: Record<string, string> = { '/sys/fs/cgroup/memory.max': '1000\n', '/sys/fs/cgroup/memory.current': '10\n' };
  expect(await totalMemoryBytes(async (path) => files[path] ?? null)).toBe(1000);
  expect(await totalMemoryBytes(async () => null)).toBe(totalmem());
});

import { describe, expect, it } from 'vitest';
import { containerMemory } from './container-memory.ts';

const gigabyte = 1e9;
const memoryAmong = (files: Record<string, string>) => containerMemory(async (path) => files[path] ?? null);
const roomAmong = async (files: Record<string, string>) => (await memoryAmong(files))?.freeBytes ?? null;
/** What the first generation says where nothing is limited. */
const unlimited = '9223372036854771712\n';

describe('the memory that control groups leave', () => {
  it('is not limited where no group limits it', async () => {
    expect(await roomAmong({})).toBeNull();
    expect(await roomAmong({ '/proc/self/cgroup': '0::/user.slice\n', '/sys/fs/cgroup/user.slice/memory.max': 'max\n' })).toBeNull();
  });

  it('is that of a container that sees its own group as the root', async () => {
    const files = {
      '/proc/self/cgroup': '0::/\n',
      '/sys/fs/cgroup/memory.max': `${4 * gigabyte}\n`,
      '/sys/fs/cgroup/memory.current': `${3 * gigabyte}\n`,
      '/sys/fs/cgroup/memory.stat': `anon 1\ninactive_file ${gigabyte}\nactive_file 5\n`,
    };
    expect(await roomAmong(files)).toBe(2 * gigabyte);
  });

  it('is the least of what a service and the groups around it leave', async () => {
    const files = {
      '/proc/self/cgroup': '0::/system.slice/maobi.service\n',
      '/sys/fs/cgroup/system.slice/maobi.service/memory.max': 'max\n',
      '/sys/fs/cgroup/system.slice/maobi.service/memory.high': `${3 * gigabyte}\n`,
      '/sys/fs/cgroup/system.slice/maobi.service/memory.current': `${gigabyte}\n`,
      '/sys/fs/cgroup/system.slice/memory.max': `${8 * gigabyte}\n`,
      '/sys/fs/cgroup/system.slice/memory.current': `${7 * gigabyte}\n`,
    };
    expect(await memoryAmong(files)).toEqual({ limitBytes: 3 * gigabyte, freeBytes: gigabyte });
  });

  it('is in all what the smallest group around may take', async () => {
    const files = {
      '/proc/self/cgroup': '0::/user.slice/session.scope\n',
      '/sys/fs/cgroup/user.slice/session.scope/memory.max': 'max\n',
      '/sys/fs/cgroup/user.slice/memory.max': `${6 * gigabyte}\n`,
      '/sys/fs/cgroup/user.slice/memory.current': `${gigabyte}\n`,
    };
    expect(await memoryAmong(files)).toEqual({ limitBytes: 6 * gigabyte, freeBytes: 5 * gigabyte });
  });

  it('is found in groups of the first generation, whether the container sees their path or not', async () => {
    const group = (folder: string) => ({
      [`${folder}/memory.limit_in_bytes`]: `${2 * gigabyte}\n`,
      [`${folder}/memory.usage_in_bytes`]: `${gigabyte}\n`,
      [`${folder}/memory.stat`]: `inactive_file 1\ntotal_inactive_file ${gigabyte / 2}\n`,
    });
    const membership = { '/proc/self/cgroup': '5:cpu,cpuacct:/\n4:memory:/docker/abc\n0::/\n' };
    const root = { '/sys/fs/cgroup/memory/memory.limit_in_bytes': unlimited, '/sys/fs/cgroup/memory/memory.usage_in_bytes': '1\n' };
    expect(await roomAmong({ ...membership, ...root, ...group('/sys/fs/cgroup/memory/docker/abc') })).toBe(1.5 * gigabyte);
    expect(await roomAmong({ ...membership, ...group('/sys/fs/cgroup/memory') })).toBe(1.5 * gigabyte);
  });

  it('is none where more is used than allowed', async () => {
    const files = { '/sys/fs/cgroup/memory.max': '1000\n', '/sys/fs/cgroup/memory.current': '2000\n' };
    expect(await roomAmong(files)).toBe(0);
  });
});

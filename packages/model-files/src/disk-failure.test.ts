import { open, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { asDiskFailure, onDisk } from './disk-failure.ts';

describe('work on the disk', () => {
  it.runIf(process.platform === 'linux')('M18 tells a full disk as what it is', async () => {
    await expect(onDisk(() => writeFile('/dev/full', 'x'))).rejects.toMatchObject({ code: 'disk-full' });
  });

  it('M18 takes a used-up quota for a full disk', () => {
    const quota = Object.assign(new Error('EDQUOT: quota exceeded, write'), { code: 'EDQUOT', syscall: 'write' });
    expect(asDiskFailure(quota)).toMatchObject({ code: 'disk-full', cause: quota });
  });

  it('names what the system refuses otherwise', async () => {
    await expect(onDisk(() => open(import.meta.dirname, 'a'))).rejects.toMatchObject({
      code: 'data-folder-unusable',
      message: 'The models folder cannot be used (EISDIR, open).',
    });
  });

  it('lets an abort through', async () => {
    const abort = new DOMException('stopped', 'AbortError');
    await expect(onDisk(() => Promise.reject(abort))).rejects.toBe(abort);
  });
});

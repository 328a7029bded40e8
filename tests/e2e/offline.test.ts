import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
/** A network of its own in which only this machine exists; not every system lets one be made. */
const unplugged = ['-rn', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
const canUnplug = spawnSync('unshare', [...unplugged, 'true']).status === 0;

describe.runIf(canUnplug)('without any network', () => {
  const unpluggedNode = async (...parameters: string[]): Promise<string> => {
    const { stdout } = await run('unshare', [...unplugged, process.execPath, ...parameters]);
    return stdout;
  };

  it('has none indeed', async () => {
    const look = "fetch('http://192.0.2.1').then(() => console.log('reached'), (error) => console.log(error.cause.code))";
    expect((await unpluggedNode('-e', look)).trim()).toBe('ENETUNREACH');
  });

  it('opens the studio, writes with the demo model and shows it', async () => {
    const result = JSON.parse(await unpluggedNode('--import', 'tsx', 'tests/e2e/offline-visit-server.ts')) as {
      shown: string;
      kept: string;
    };
    expect(result.kept).not.toBe('');
    expect(result.shown).toBe(result.kept);
  });
});

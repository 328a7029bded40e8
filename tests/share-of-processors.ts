import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/**
 * Gives each worker one half of the processors, and with it all that its tests start: engines on as many threads as the machine has
 * processors would else wait for each other far longer than they compute. Linux only; elsewhere tests just take longer.
 */
const shares = 2;
const processors = availableParallelism();
const share = Math.floor(processors / shares);
if (process.platform === 'linux' && share > 0) {
  const first = ((Number(process.env['VITEST_POOL_ID'] ?? 1) - 1) % shares) * share;
  spawnSync('taskset', ['--cpu-list', '--pid', `${first}-${first + share - 1}`, String(process.pid)]);
}

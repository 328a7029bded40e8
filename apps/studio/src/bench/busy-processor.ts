import { cpus, type CpuInfo } from 'node:os';
import { setTimeout } from 'node:timers/promises';

const lookMs = 500;
/** More than this part of all cores is more than a quiet machine does by itself. */
const quietShare = 0.2;

/** Whether other programs compute, as long as this one does nothing. Takes half a second; throws the signal's reason when it fires. */
export async function areOthersBusy(signal: AbortSignal): Promise<boolean> {
  const before = cpus();
  await setTimeout(lookMs, undefined, { signal });
  return busyShare(before, cpus()) > quietShare;
}

/** Part of the time between two looks in which the cores were at work. */
export function busyShare(before: readonly Pick<CpuInfo, 'times'>[], after: readonly Pick<CpuInfo, 'times'>[]): number {
  const spent = (times: CpuInfo['times']) => Object.values(times).reduce((sum, each) => sum + each, 0);
  const total = (looks: typeof before) => looks.reduce((sum, { times }) => sum + spent(times), 0);
  const idle = (looks: typeof before) => looks.reduce((sum, { times }) => sum + times.idle, 0);
  const passed = total(after) - total(before);
  return passed > 0 ? 1 - (idle(after) - idle(before)) / passed : 0;
}

import type { CDPSession } from 'playwright-core';

type ThreadMetric = 'ScriptDuration' | 'TaskDuration';

/** Time of a page's main thread so far; `Performance.enable` must have been sent. */
export async function threadMs(session: CDPSession, metric: ThreadMetric): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === metric)?.value ?? 0) * 1000;
}

/** Processor time of the busiest page process so far. */
export async function processMs(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return Math.max(...processInfo.filter(({ type }) => type === 'renderer').map(({ cpuTime }) => cpuTime * 1000));
}

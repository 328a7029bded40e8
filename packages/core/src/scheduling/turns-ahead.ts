import { settle, withoutTask, type Schedule } from './schedule.ts';

/**
 * Milliseconds until each task that does not compute has its turn, or has it again, by the rules that the scheduler follows, if nothing else comes. One is left
 * out where the work before it has no known end.
 * @param workMs how long each task computes from now on; `null`: nobody knows, absent: it takes no time, like what gives way at once
 */
export function turnsAhead(schedule: Schedule, workMs: ReadonlyMap<string, number | null>): Map<string, number> {
  const left = new Map(
    [...schedule.atWork, ...schedule.waiting].map(({ task: { id } }) => [id, workMs.has(id) ? (workMs.get(id) ?? Infinity) : 0]),
  );
  const turns = new Map<string, number>();
  let elapsedMs = 0;
  for (let current = settled(schedule); ;) {
    const running = current.atWork.filter(({ state }) => state === 'running').map(({ task }) => task.id);
    for (const id of running) if (!turns.has(id)) turns.set(id, elapsedMs);
    const untilNextMs = Math.min(...running.map((id) => left.get(id) ?? 0));
    if (untilNextMs === Infinity) return turns; // nobody computes, or nobody knows for how long
    elapsedMs += untilNextMs;
    for (const id of running) left.set(id, (left.get(id) ?? 0) - untilNextMs);
    const ended = running.filter((id) => left.get(id) === 0);
    current = settled(ended.reduce(withoutTask, current));
  }
}

/** With all decisions carried out; what was told to give way has gone. */
function settled(schedule: Schedule): Schedule {
  const next = settle(schedule).schedule;
  const dropped = next.atWork.filter(({ state }) => state === 'dropped');
  if (dropped.length === 0) return next;
  return settled(dropped.reduce((rest, { task }) => withoutTask(rest, task.id), next));
}

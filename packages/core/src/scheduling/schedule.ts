import { isMoreUrgent, isWarmUp, urgencies, type Task, type Urgency } from './task.ts';

/** `running`: computes. `paused`: rests and keeps what it has. `dropped`: was told to end and has not left yet. */
export type WorkState = 'running' | 'paused' | 'dropped';

export interface WaitingTask {
  readonly task: Task;
  /** The owner in whose line it stands: its own, unless it was moved into the line of another one. */
  readonly line: string;
}

export interface TaskAtWork {
  readonly task: Task;
  readonly state: WorkState;
}

/** Who waits, who is at work, and what decides who comes next. Never changed: each event makes a new one. */
export interface Schedule {
  /** Most tasks that compute at once. */
  readonly permitted: number;
  /** As they came, or as they were moved. */
  readonly waiting: readonly WaitingTask[];
  /** As they were started. */
  readonly atWork: readonly TaskAtWork[];
  /** Lines that were served, the one served longest ago first. */
  readonly served: readonly string[];
}

export interface Decision {
  readonly type: 'start' | 'pause' | 'resume' | 'drop';
  readonly id: string;
}

/** Why a task cannot be moved. */
export type MoveRefusal = 'not-waiting' | 'target-not-waiting' | 'other-urgency';

/** Lines that are remembered; one that was served before all of these counts as never served, which is nearly the same. */
const rememberedLines = 1000;

export const emptySchedule: Schedule = { permitted: 1, waiting: [], atWork: [], served: [] };

export function withTask(schedule: Schedule, task: Task): Schedule {
  return { ...schedule, waiting: [...schedule.waiting, { task, line: task.owner }] };
}

/** A task that has ended, or that gave up waiting. An unknown id changes nothing. */
export function withoutTask(schedule: Schedule, id: string): Schedule {
  return {
    ...schedule,
    waiting: schedule.waiting.filter(({ task }) => task.id !== id),
    atWork: schedule.atWork.filter(({ task }) => task.id !== id),
  };
}

/** @param permitted at least one counts */
export function withPermitted(schedule: Schedule, permitted: number): Schedule {
  return { ...schedule, permitted: Math.max(1, Math.floor(permitted)) };
}

/**
 * Puts a waiting task directly before another one of its urgency, into that one's line; with `null` to the end of its own
 * line.
 */
export function withMoved(schedule: Schedule, id: string, before: string | null): Schedule | MoveRefusal {
  const moved = schedule.waiting.find(({ task }) => task.id === id);
  if (!moved) return 'not-waiting';
  if (id === before) return schedule;
  const others = schedule.waiting.filter((entry) => entry !== moved);
  if (before === null) return { ...schedule, waiting: [...others, { task: moved.task, line: moved.task.owner }] };
  const target = others.findIndex(({ task }) => task.id === before);
  const found = others[target];
  if (!found) return 'target-not-waiting';
  if (found.task.urgency !== moved.task.urgency) return 'other-urgency';
  return { ...schedule, waiting: [...others.slice(0, target), { task: moved.task, line: found.line }, ...others.slice(target)] };
}

/** All that has to happen now, in this order, and the schedule after it. */
export function settle(schedule: Schedule): { readonly schedule: Schedule; readonly decisions: readonly Decision[] } {
  const decisions: Decision[] = [];
  let settled = schedule;
  for (let decision = nextDecision(settled); decision; decision = nextDecision(settled)) {
    decisions.push(decision);
    settled = withDecision(settled, decision);
  }
  return { schedule: settled, decisions };
}

/** The tasks as they will be served, if nothing else comes: at work, then the others by urgency, paused ones first. */
export function servingOrder({ atWork, waiting, served }: Schedule): Task[] {
  const computing = atWork.filter(({ state }) => state !== 'paused');
  const later = urgencies.flatMap((urgency) => [
    ...atWork.filter(({ state, task }) => state === 'paused' && task.urgency === urgency),
    ...fairOrder(waiting, served, urgency),
  ]);
  return [...computing, ...later].map(({ task }) => task);
}

function nextDecision(schedule: Schedule): Decision | null {
  const { atWork, permitted } = schedule;
  const running = atWork.filter(({ state }) => state === 'running');
  const idleWork = running.find(({ task }) => isWarmUp(task));
  if (idleWork && hasRealWork(schedule)) return { type: 'drop', id: idleWork.task.id };
  if (running.length > permitted) return pause(leastUrgent(running));
  if (running.some(({ task }) => task.model === null)) return null;
  const next = nextToCompute(schedule);
  const task = next && taskOf(schedule, next.id);
  if (!next || !task) return null;
  // beside others each is slower: nobody slows down what is more urgent
  const victim = leastUrgent(running);
  if (victim && isMoreUrgent(task, victim.task)) return pause(victim);
  if (victim && isMoreUrgent(victim.task, task)) return null;
  // a task that was dropped leaves its place within one batch
  return atWork.filter(({ state }) => state !== 'paused').length < permitted ? next : null;
}

/**
 * Whose turn it would be if there were a place. Only the first of the line is looked at: if it has to wait for another
 * model or for quiet, nobody slips past it, and those that rest go on, so that its turn comes.
 */
function nextToCompute(schedule: Schedule): Decision | null {
  const { atWork } = schedule;
  const resting = mostUrgent(atWork.filter(({ state }) => state === 'paused'));
  const first = firstWaiting(schedule);
  const canJoin = first !== null && fitsBeside(first, atWork);
  if (resting && !(canJoin && isMoreUrgent(first, resting.task))) return { type: 'resume', id: resting.task.id };
  return canJoin ? { type: 'start', id: first.id } : null;
}

/** Two models are never at work together, a task without a model is alone, and a warm-up needs nobody at work. */
function fitsBeside(task: Task, atWork: readonly TaskAtWork[]): boolean {
  if (atWork.length === 0) return true;
  return task.model !== null && !isWarmUp(task) && atWork.every((other) => other.task.model === task.model);
}

function firstWaiting({ waiting, served }: Schedule): Task | null {
  const ranks = ranksOf(served);
  for (const urgency of urgencies) {
    const first = nextInLine(
      waiting.filter(({ task }) => task.urgency === urgency),
      ranks,
    );
    if (first) return first.task;
  }
  return null;
}

/** The first one of the line that was served longest ago, or never; of several never served, the one that came first. */
function nextInLine(waiting: readonly WaitingTask[], ranks: ReadonlyMap<string, number>): WaitingTask | null {
  let next: WaitingTask | null = null;
  let longestAgo = Infinity;
  for (const entry of waiting) {
    const servedAt = ranks.get(lineKey(entry)) ?? -1;
    if (servedAt >= longestAgo) continue;
    next = entry;
    longestAgo = servedAt;
  }
  return next;
}

function fairOrder(waiting: readonly WaitingTask[], served: readonly string[], urgency: Urgency): WaitingTask[] {
  let left = waiting.filter(({ task }) => task.urgency === urgency);
  const ranks = ranksOf(served);
  const order: WaitingTask[] = [];
  for (let next = nextInLine(left, ranks); next; next = nextInLine(left, ranks)) {
    const taken = next;
    order.push(taken);
    left = left.filter((entry) => entry !== taken);
    ranks.set(lineKey(taken), served.length + order.length);
  }
  return order;
}

function ranksOf(served: readonly string[]): Map<string, number> {
  return new Map(served.map((line, index) => [line, index]));
}

function servedAfter(served: readonly string[], entry: WaitingTask): string[] {
  const key = lineKey(entry);
  return [...served.filter((line) => line !== key), key].slice(-rememberedLines);
}

function lineKey({ task, line }: WaitingTask): string {
  return `${task.urgency} ${line}`;
}

function withDecision(schedule: Schedule, { type, id }: Decision): Schedule {
  if (type === 'start') return withStarted(schedule, id);
  const state: WorkState = type === 'pause' ? 'paused' : type === 'resume' ? 'running' : 'dropped';
  return { ...schedule, atWork: schedule.atWork.map((entry) => (entry.task.id === id ? { ...entry, state } : entry)) };
}

function withStarted(schedule: Schedule, id: string): Schedule {
  const started = schedule.waiting.find(({ task }) => task.id === id);
  if (!started) return schedule;
  return {
    ...schedule,
    waiting: schedule.waiting.filter((entry) => entry !== started),
    atWork: [...schedule.atWork, { task: started.task, state: 'running' }],
    served: servedAfter(schedule.served, started),
  };
}

function hasRealWork({ waiting, atWork }: Schedule): boolean {
  return [...waiting, ...atWork].some(({ task }) => !isWarmUp(task));
}

/** The one started last, of the least urgent. */
function leastUrgent(entries: readonly TaskAtWork[]): TaskAtWork | undefined {
  return entries.reduce<TaskAtWork | undefined>(
    (least, entry) => (least && isMoreUrgent(entry.task, least.task) ? least : entry),
    undefined,
  );
}

/** The one started first, of the most urgent. */
function mostUrgent(entries: readonly TaskAtWork[]): TaskAtWork | undefined {
  return entries.reduce<TaskAtWork | undefined>((most, entry) => (most && !isMoreUrgent(entry.task, most.task) ? most : entry), undefined);
}

function pause(victim: TaskAtWork | undefined): Decision | null {
  return victim ? { type: 'pause', id: victim.task.id } : null;
}

function taskOf({ waiting, atWork }: Schedule, id: string): Task | undefined {
  return [...waiting, ...atWork].find(({ task }) => task.id === id)?.task;
}

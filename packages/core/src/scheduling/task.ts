/**
 * How soon a task is wanted. `interactive`: someone waits in front of the screen. `job`: it may take its time. `warm-up`:
 * nobody asked for it; it uses time that nobody else needs.
 */
export const urgencies = ['interactive', 'job', 'warm-up'] as const;
export type Urgency = (typeof urgencies)[number];

/** Owner of everything that the person at the desk asks for. */
export const writer = 'writer';

/** Something that needs the engine. */
export interface Task {
  readonly id: string;
  readonly urgency: Urgency;
  /** Whoever asked for it: within an urgency the owners take turns. */
  readonly owner: string;
  /** Id of the model it writes or reads with; `null`: it changes which model is loaded, and so runs alone. */
  readonly model: string | null;
}

/** Whether it may be dropped without anybody missing it. */
export function isWarmUp(task: Task): boolean {
  return task.urgency === 'warm-up' && task.model !== null;
}

/** Whether `left` goes before `right`, whatever their owners. */
export function isMoreUrgent(left: Task, right: Task): boolean {
  return urgencies.indexOf(left.urgency) < urgencies.indexOf(right.urgency);
}

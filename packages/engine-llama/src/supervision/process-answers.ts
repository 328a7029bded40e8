import { StudioError } from '@maobi/core';
import type { Reply } from '../protocol.ts';
import type { EngineProcess } from './engine-process.ts';

/** The one answer of this type. Throws what the process says instead. */
export async function answerOf<T extends Reply['type']>(
  replies: AsyncIterable<Reply>,
  type: T,
  onProgress: (reply: Extract<Reply, { type: 'progress' }>) => void = () => {},
): Promise<Extract<Reply, { type: T }>> {
  for await (const reply of replies) {
    if (reply.type === 'failed') throw StudioError.fromBody(reply.error);
    if (reply.type === 'progress') onProgress(reply);
    if (reply.type === type) return reply as Extract<Reply, { type: T }>;
  }
  throw new StudioError('engine-failed', 'The engine gave no answer.');
}

/** When a process is ended on purpose, so long may it write states to disk that took long to read. */
const saveWithinMs = 9_000;

/**
 * Lets a process that is about to be ended write its states to disk: for a second and a half, for longer only where it spares twenty times as much
 * reading, and never in the way of ending it.
 */
export async function saveStates(process: EngineProcess): Promise<void> {
  const tooLate = new Promise<void>((resolve) => setTimeout(resolve, saveWithinMs + 500).unref());
  const saved = answerOf(process.ask({ type: 'save', withinMs: saveWithinMs }).replies, 'saved').catch(() => {});
  await Promise.race([saved, tooLate]);
}

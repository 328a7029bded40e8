import type { EvaluationTask } from '@maobi/core';
import { z } from 'zod';
import tasksFile from './tasks.json' with { type: 'json' };

const words = z.array(z.string().min(1)).min(1);
const taskSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/u),
  audience: z.enum(['review', 'students', 'office', 'programmers', 'creators', 'researchers']),
  language: z.enum(['zh', 'en']),
  prompt: z.string().min(1),
  words: z.int().min(1).exactOptional(),
  headings: z.int().min(1).exactOptional(),
  parts: words.exactOptional(),
  format: z.enum(['list', 'lines', 'table', 'json', 'code']).exactOptional(),
  items: z.int().min(1).exactOptional(),
  code: z.string().min(1).exactOptional(),
  facts: words.exactOptional(),
  edits: z.string().min(1).exactOptional(),
});

/** The tasks that belong to this version of the program: three of a published review, ten for each audience. */
export const evaluationTasks: readonly EvaluationTask[] = z.array(taskSchema).parse(tasksFile);

/** The review's, and the first two of each audience. */
export const quickTasks = evaluationTasks.filter(({ audience }, index) => {
  return audience === 'review' || evaluationTasks.slice(0, index).filter((task) => task.audience === audience).length < 2;
});

import type { TemplateProblem } from '@maobi/contract';

/** Something wrong in a file, before it is said in which one. */
export type Finding = Omit<TemplateProblem, 'fileName'>;

import type { PolishTarget } from './polish-target.ts';

/** A wording that came from elsewhere than a polish. `below`: it stands behind the passage; `instead`: in its place. */
export interface Proposal {
  readonly target: PolishTarget;
  readonly place: 'below' | 'instead';
  readonly text: string;
}

const listeners = new Set<(proposal: Proposal) => void>();

/** Lays a wording before the writer in the text, to be judged as a polish is. */
export function propose(proposal: Proposal): void {
  for (const listener of listeners) listener(proposal);
}

/** Returns the way to stop that. */
export function onProposal(listener: (proposal: Proposal) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

import { useEffect } from 'react';
import { hold, whenLetGo } from '../../studio/holding.ts';

const nameOf = (remarkId: string) => `maobi.remark.${remarkId}`;

/** Marks a remark as being written, in every tab, for as long as its field stands there. */
export function useOpenRemark(remarkId: string): void {
  useEffect(() => hold(nameOf(remarkId)), [remarkId]);
}

/** Runs as soon as nobody writes the remark any more, in no tab; where that cannot be told, at once or not at all. */
export function whenNotOpen(remarkId: string, signal: AbortSignal, work: () => Promise<void>): void {
  whenLetGo(nameOf(remarkId), signal, work);
}

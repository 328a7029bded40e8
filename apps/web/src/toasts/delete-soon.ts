import { endLeaving, leave } from '../studio/leaving.ts';
import { showToast, type Toast } from './toasts.ts';

interface Deletion extends Pick<Toast, 'text' | 'isOfBin'> {
  readonly id: string;
  /** On the button that takes it back. */
  readonly undo: string;
  /** Never rejects: what fails is said. */
  readonly carryOut: () => Promise<void>;
}

/** Takes something out of every list at once; it is deleted only when the time to undo that has passed. */
export function deleteSoon({ id, undo, carryOut, ...toast }: Deletion): void {
  leave(id);
  const end = () => endLeaving(id);
  showToast({ ...toast, action: { label: undo, run: end }, onExpired: () => void carryOut().finally(end) });
}

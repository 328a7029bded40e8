import type { TFunction } from 'i18next';
import { endLeaving, leave } from '../studio/leaving.ts';
import { showToast, type Toast } from './toasts.ts';

interface Deletion extends Pick<Toast, 'text' | 'isOfBin'> {
  readonly id: string;
  /** Never rejects: what fails is said. */
  readonly carryOut: () => Promise<void>;
}

/** Takes something out of every list at once; it is deleted only when the time to undo that has passed. */
export function deleteSoon(t: TFunction, { id, carryOut, ...toast }: Deletion): void {
  leave(id);
  const end = () => endLeaving(id);
  showToast({ ...toast, action: { label: t('shell.undo'), run: end }, onExpired: () => void carryOut().finally(end) });
}

/** The same for what lies in the bin, whatever it is. */
export function deleteFromBinSoon(t: TFunction, deletion: Pick<Deletion, 'id' | 'carryOut'>): void {
  deleteSoon(t, { ...deletion, text: t('conversations.deletedForGood'), isOfBin: true });
}

import type { IconName } from '../../icons/icon.tsx';

/** Something that can be done with a turn. */
export interface TurnAct {
  readonly id: 'copy' | 'edit-answer' | 'as-document' | 'regenerate' | 'edit-question' | 'delete';
  readonly icon: IconName;
  readonly text: string;
  readonly run: () => void;
  /** On a phone it stands in a menu. */
  readonly isRare?: true;
  readonly isBusy?: boolean;
  /** What it opens takes the focus. */
  readonly takesFocus?: true;
  /** The pointer or the focus has left it. */
  readonly onLeft?: () => void;
}

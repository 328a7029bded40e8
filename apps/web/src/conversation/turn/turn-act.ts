import type { MenuAct } from '../../menu/act-menu.tsx';

/** Something that can be done with a turn. */
export interface TurnAct extends MenuAct {
  readonly id: 'copy' | 'edit-answer' | 'as-document' | 'regenerate' | 'edit-question' | 'delete';
  /** On a phone it stands in a menu. */
  readonly isRare?: true;
  readonly isBusy?: boolean;
  /** The pointer or the focus has left it. */
  readonly onLeft?: () => void;
}

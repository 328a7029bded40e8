import type { ReactElement } from 'react';
import type { IconName } from '../icons/icon.tsx';
import { MenuFrame } from './menu-frame.tsx';
import { MenuItem } from './menu-item.tsx';

/** One thing that can be done. */
export interface MenuAct {
  readonly id: string;
  readonly icon: IconName;
  readonly text: string;
  readonly run: () => void;
  /** What it opens takes the focus. Default: the button of the menu has it again. */
  readonly takesFocus?: true;
}

interface ActMenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly acts: readonly MenuAct[];
}

/** A line for each thing that can be done. */
export function ActMenu({ trigger, acts }: ActMenuProps) {
  return (
    <MenuFrame trigger={trigger}>
      {acts.map(({ id, run, ...line }) => (
        <MenuItem key={id} {...line} onClick={run} />
      ))}
    </MenuFrame>
  );
}

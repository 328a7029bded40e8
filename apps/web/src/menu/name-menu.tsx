import type { ReactElement } from 'react';
import { ActMenu } from './act-menu.tsx';

interface NameMenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly renameText: string;
  readonly onRename: () => void;
  readonly removeText: string;
  readonly onRemove: () => void;
}

/** Rename and remove, for one entry of a list. */
export function NameMenu({ trigger, renameText, onRename, removeText, onRemove }: NameMenuProps) {
  return (
    <ActMenu
      trigger={trigger}
      acts={[
        { id: 'rename', icon: 'edit', text: renameText, run: onRename, takesFocus: true },
        { id: 'remove', icon: 'bin', text: removeText, run: onRemove },
      ]}
    />
  );
}

import type { ReactElement } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { NameMenu } from '../menu/name-menu.tsx';

interface FolderMenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}

/** Rename and remove, for one folder. */
export function FolderMenu({ trigger, onRename, onRemove }: FolderMenuProps) {
  const { t } = useTranslation();
  const texts = { renameText: t('conversations.renameFolder'), removeText: t('conversations.removeFolder') };
  return <NameMenu trigger={trigger} {...texts} onRename={onRename} onRemove={onRemove} />;
}

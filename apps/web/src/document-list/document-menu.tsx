import type { ReactElement } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { NameMenu } from '../menu/name-menu.tsx';

interface DocumentMenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly onRename: () => void;
  readonly onBin: () => void;
}

/** Rename and bin, for one document in the list. */
export function DocumentMenu({ trigger, onRename, onBin }: DocumentMenuProps) {
  const { t } = useTranslation();
  const texts = { renameText: t('conversations.rename'), removeText: t('conversations.toBin') };
  return <NameMenu trigger={trigger} {...texts} onRename={onRename} onRemove={onBin} />;
}

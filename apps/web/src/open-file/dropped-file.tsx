import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { showToast } from '../toasts/toasts.ts';
import { useOpenFile } from './use-open-file.ts';

interface DroppedFileProps {
  readonly file: File;
  readonly isInDialog: boolean;
}

/** Opens a file that was dropped on a page as a document, or says where such a file can be put. Draws nothing. */
export function DroppedFile({ file, isInDialog }: DroppedFileProps) {
  const { t } = useTranslation();
  const { openFile } = useOpenFile();
  const take = useEffectEvent((dropped: File) => {
    const place = isInDialog ? 'dialog' : placeOf(dropped);
    if (place === null) void openFile(dropped);
    else showToast({ text: t('shell.dropped.refused', { name: dropped.name }), hint: t(`shell.dropped.${place}`), isFailure: true });
  });
  useEffect(() => take(file), [file]);
  return null;
}

/** Where files of this kind go; `null`: opened as a document, or refused as such. */
function placeOf({ name, type }: File): 'image' | 'table' | null {
  if (type.startsWith('image/')) return 'image';
  return /\.(csv|tsv|xlsx)$/iu.test(name) ? 'table' : null;
}

import { documentMarkdown, imagesIn, type DocumentDetail } from '@maobi/contract';
import { useCallback } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { copyText } from '../../conversation/turn/copy-text.ts';
import { showToast } from '../../toasts/toasts.ts';

/** Puts the whole document on the clipboard, and says whether that worked. */
export function useCopyMarkdown(): (detail: DocumentDetail) => Promise<void> {
  const { t } = useTranslation();
  return useCallback(
    async (detail) => {
      const text = documentMarkdown(detail, detail.sections);
      const isCopied = await copyText(text);
      const copied = t(imagesIn(text).length > 0 ? 'document.export.copiedWithoutImages' : 'document.export.copied');
      showToast({ text: isCopied ? copied : t('conversation.turn.copyFailed'), isFailure: !isCopied });
    },
    [t],
  );
}

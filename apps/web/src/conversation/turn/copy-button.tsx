import { useEffect, useState } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { copyText } from './copy-text.ts';

const confirmedMs = 2000;

/** Copies a text and says so for two seconds, without changing its size. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), confirmedMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const shownLabel = isCopied ? t('conversation.copied') : label;
  return (
    <button
      type="button"
      className="icon-btn quiet"
      aria-label={shownLabel}
      title={shownLabel}
      onClick={() => void copyText(text).then(setCopied)}
    >
      <Icon name={isCopied ? 'check' : 'copy'} small />
    </button>
  );
}

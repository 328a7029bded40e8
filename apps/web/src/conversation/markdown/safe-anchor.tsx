import { safeLink } from '@maobi/markdown-tree';
import type { ReactNode } from 'react';
import { useTranslation } from '../../language/use-translation.ts';

/** A link from model-written text: it opens apart, tells the other side nothing, and shows where it leads. */
export function SafeAnchor({ url, children }: { readonly url: string; readonly children: ReactNode }) {
  const link = safeLink(url);
  if (!link) return children;
  const isHostVisible = typeof children === 'string' && children.includes(link.host);
  return (
    <a href={link.href} target="_blank" rel="noopener noreferrer">
      {isHostVisible ? children : <span className="link-words">{children}</span>}
      {!isHostVisible && <span className="link-host">{link.host}</span>}
    </a>
  );
}

/** What stands where a text wants to show an image from elsewhere: nothing is fetched unless the writer opens it. */
export function BlockedImage({ url, description }: { readonly url: string; readonly description: string }) {
  const { t } = useTranslation();
  const link = safeLink(url);
  return (
    <span className="blocked-image">
      {t('conversation.image')} {description}
      {link && (
        <a href={link.href} target="_blank" rel="noopener noreferrer">
          {t('conversation.openImage', { host: link.host })}
        </a>
      )}
    </span>
  );
}

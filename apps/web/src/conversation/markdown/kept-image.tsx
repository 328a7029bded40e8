import type { StoredImage } from '@maobi/contract';
import { useState } from 'react';
import { useTranslation } from '../../language/use-translation.ts';

/** An image that the studio keeps. Its room is there before it comes. */
export function KeptImage({ image, description }: { readonly image: StoredImage; readonly description: string }) {
  const { t } = useTranslation();
  const [isMissing, setIsMissing] = useState(false);
  if (isMissing) {
    return (
      <span className="blocked-image">
        {t('conversation.image')} {description} {t('conversation.imageMissing')}
      </span>
    );
  }
  return (
    <img
      className="kept-image"
      src={image.address}
      alt={description}
      width={image.width}
      height={image.height}
      loading="lazy"
      decoding="async"
      onError={() => setIsMissing(true)}
    />
  );
}

import { bytesOfImageInText, ClientError, imageBytesInText, maxImageBytes, type StoredImage } from '@maobi/contract';
import type { TFunction } from 'i18next';
import { showFailure } from '../../toasts/show-failure.ts';
import { showToast } from '../../toasts/toasts.ts';
import { client } from '../../studio/client.ts';

/** What the file chooser offers. */
export const imageTypes = 'image/png,image/jpeg,image/webp,image/gif';

export function imageFilesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
}

/** Brings image files into the studio, one after the other. What cannot be used is told and left out. */
export async function keepImages(files: readonly Blob[], t: TFunction): Promise<StoredImage[]> {
  const kept: StoredImage[] = [];
  for (const file of files) {
    if (file.size > maxImageBytes) {
      showToast({
        text: t('editor.image.tooLarge'),
        hint: t('editor.image.tooLargeHint', { size: maxImageBytes / 1024 / 1024 }),
        isFailure: true,
      });
      continue;
    }
    try {
      kept.push(await client.keepImage(file));
    } catch (error) {
      showFailure(t, error);
      // the next one would not come through either
      if (error instanceof ClientError && error.body.code === 'offline') break;
    }
  }
  return kept;
}

/** How long a text is without the bytes of images in it, in characters. */
export function lengthWithoutBytes(text: string): number {
  return text.includes('data:image') ? text.replaceAll(imageBytesInText, '').length : text.length;
}

/** A text with the address of a file for each image that stood in it with all its bytes; what cannot be used is told and left out. */
export async function withKeptImages(text: string, t: TFunction): Promise<string> {
  if (!text.includes('data:image')) return text;
  const addresses = new Map<string, string>();
  for (const [source] of text.matchAll(imageBytesInText)) {
    if (addresses.has(source)) continue;
    const file = new Blob([bytesOfImageInText(source)], { type: /image\/[a-z0-9.+-]+/iu.exec(source)?.[0] ?? '' });
    addresses.set(source, (await keepImages([file], t))[0]?.address ?? '');
  }
  return text.replaceAll(imageBytesInText, (source) => addresses.get(source) ?? '');
}

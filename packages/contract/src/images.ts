import { z } from 'zod';

/** The largest file of an image that is kept. */
export const maxImageBytes = 10 * 1024 * 1024;

export const imageFormats = ['png', 'jpg', 'webp', 'gif'] as const;
export type ImageFormat = (typeof imageFormats)[number];

const mediaTypes: Readonly<Record<ImageFormat, string>> = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp', gif: 'image/gif' };

/** What its bytes are, by its name. */
export function imageMediaType(imageName: string): string {
  return mediaTypes[imageName.slice(imageName.lastIndexOf('.') + 1) as ImageFormat];
}

const addressStart = '/api/images/';
const name = `[0-9a-f]{32}-[1-9]\\d{0,4}x[1-9]\\d{0,4}\\.(?:${imageFormats.join('|')})`;
const addressInText = new RegExp(`(?<=${addressStart})${name}(?![\\w.])`, 'gu');

const dataStart = 'data:image\\/[a-z0-9.+-]+(?:;[a-z0-9=-]+)*;base64,';

/**
 * An image that stands in a text with all its bytes. Some programs break them into lines; that far only marks around them tell where they end,
 * and without marks a line is all.
 */
export const imageBytesInText = new RegExp(
  `(?<=["'(<])${dataStart}\\s*[a-z0-9+/]+(?:\\s+[a-z0-9+/]+)*={0,2}(?=\\s*["')>])|${dataStart}[a-z0-9+/]+={0,2}`,
  'giu',
);

/** The bytes of such an image. Throws `DOMException` where they are none. */
export function bytesOfImageInText(source: string): Uint8Array<ArrayBuffer> {
  // line breaks are skipped
  return Uint8Array.from(atob(source.slice(source.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));
}

const wholeName = new RegExp(`^${name}$`, 'u');

/** Names an image by its contents and tells how large it is drawn: `3f2a…c1-1200x800.png`. The same file has the same name. */
export const imageNameSchema = z.string().regex(wholeName, 'no name of an image');

export const storedImageSchema = z.object({
  name: imageNameSchema,
  /** By which texts refer to it, and under which it is served. */
  address: z.string(),
  /** In pixels, as is the height. */
  width: z.int(),
  height: z.int(),
});
export type StoredImage = z.infer<typeof storedImageSchema>;

export function storedImage(imageName: string): StoredImage {
  const [, width = '', height = ''] = /-(\d+)x(\d+)\./u.exec(imageName) ?? [];
  return { name: imageName, address: `${addressStart}${imageName}`, width: Number(width), height: Number(height) };
}

/** The image that lies at this address of the studio; `null`: it lies elsewhere. */
export function imageAt(address: string): StoredImage | null {
  const imageName = address.startsWith(addressStart) ? address.slice(addressStart.length) : '';
  return wholeName.test(imageName) ? storedImage(imageName) : null;
}

/** The images of the studio that a text refers to, each once, in their order. */
export function imagesIn(text: string): StoredImage[] {
  return [...new Set(text.match(addressInText) ?? [])].map(storedImage);
}

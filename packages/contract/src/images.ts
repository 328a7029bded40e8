import { z } from 'zod';

/** The largest file of an image that is kept. */
export const maxImageBytes = 10 * 1024 * 1024;

export const imageFormats = ['png', 'jpg', 'webp', 'gif'] as const;
export type ImageFormat = (typeof imageFormats)[number];

const addressStart = '/api/images/';
const name = `[0-9a-f]{32}-[1-9]\\d{0,4}x[1-9]\\d{0,4}\\.(?:${imageFormats.join('|')})`;
const addressInText = new RegExp(`(?<=${addressStart})${name}(?![\\w.])`, 'gu');

/** Names an image by its contents and tells how large it is drawn: `3f2a…c1-1200x800.png`. The same file has the same name. */
export const imageNameSchema = z.string().regex(new RegExp(`^${name}$`, 'u'), 'no name of an image');

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
  return imageNameSchema.safeParse(imageName).success ? storedImage(imageName) : null;
}

/** The images of the studio that a text refers to, each once, in their order. */
export function imagesIn(text: string): StoredImage[] {
  return [...new Set(text.match(addressInText) ?? [])].map(storedImage);
}

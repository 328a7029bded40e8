import { imagesIn } from '@maobi/contract';
import type { ArchivedFile } from '../ports/table-files.ts';

/** `null`: there is no such image any more. */
export type ReadImage = (name: string) => Promise<Uint8Array<ArrayBuffer> | null>;

/** Beside the texts in an archive. */
const folder = 'images';

/** Texts with the images that they refer to as files beside them, under an address that leads there. What is not there any more keeps its address. */
export async function withImageFiles(
  texts: readonly { readonly name: string; readonly content: string }[],
  readImage: ReadImage,
): Promise<ArchivedFile[]> {
  const images = new Map<string, ArchivedFile>();
  for (const { name, address } of texts.flatMap(({ content }) => imagesIn(content))) {
    const bytes = images.has(address) ? null : await readImage(name);
    if (bytes) images.set(address, { name: `${folder}/${name}`, content: bytes });
  }
  const moved = texts.map(({ name, content }) => ({
    name,
    content: [...images].reduce((text, [address, file]) => text.replaceAll(address, file.name), content),
  }));
  return [...moved, ...images.values()];
}

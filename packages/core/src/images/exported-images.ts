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
  const moved: ArchivedFile[] = [];
  for (const { name: file, content } of texts) {
    let text = content;
    for (const { name, address } of imagesIn(content)) {
      const bytes = images.has(name) ? null : await readImage(name);
      if (bytes) images.set(name, { name: `${folder}/${name}`, content: bytes });
      if (images.has(name)) text = text.replaceAll(anywhere(address), `${folder}/${name}`);
    }
    moved.push({ name: file, content: text });
  }
  return [...moved, ...images.values()];
}

/** Also where the text has it with the studio in front, as a browser copies it. */
function anywhere(address: string): RegExp {
  return new RegExp(`(?:https?://[\\w.:[\\]-]+)?${address.replaceAll('.', '\\.')}`, 'giu');
}

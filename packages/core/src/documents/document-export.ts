import { documentMarkdown, documentTitle, imagesIn, type DocumentDetail } from '@maobi/contract';
import { fileNameOf } from '../batches/file-name.ts';
import { withImageFiles, type ReadImage } from '../images/exported-images.ts';
import type { StudioFile, TableFiles } from '../ports/table-files.ts';

/** A document as a file to keep: Markdown, or where it has images a ZIP of the Markdown and of them. */
export async function documentFile(
  document: DocumentDetail,
  readImage: ReadImage,
  tables: Pick<TableFiles, 'archive'>,
): Promise<StudioFile> {
  const content = documentMarkdown(document, document.sections);
  const name = fileNameOf(documentTitle(document));
  if (imagesIn(content).length === 0) {
    return { fileName: `${name}.md`, mediaType: 'text/markdown; charset=utf-8', bytes: new TextEncoder().encode(content) };
  }
  const files = await withImageFiles([{ name: `${name}.md`, content }], readImage);
  return { fileName: `${name}.zip`, mediaType: 'application/zip', bytes: await tables.archive(files) };
}

import {
  type DocumentDetail,
  type DocumentExportFormat,
  documentMarkdown,
  documentTitle,
  hasOwnHeading,
  type ExportPreset,
  imageMediaType,
  imagesIn,
} from '@maobi/contract';
import { fileNameOf } from '../files/file-name.ts';
import { withImageFiles, type ReadImage } from '../images/exported-images.ts';
import type { MakePage, PageDocument } from '../ports/page-maker.ts';
import type { StudioFile, TableFiles } from '../ports/table-files.ts';

interface ExportPorts {
  readonly readImage: ReadImage;
  readonly tables: Pick<TableFiles, 'archive'>;
  readonly makePage: MakePage;
  /** How its template wants it laid out. */
  readonly presetOf: (document: DocumentDetail) => Promise<ExportPreset>;
}

/** A document as a file to keep. */
export function documentFile(document: DocumentDetail, format: DocumentExportFormat, ports: ExportPorts): Promise<StudioFile> {
  return format === 'html' ? pageFile(document, ports) : markdownFile(document, ports);
}

/** Markdown, or where it has images a ZIP of the Markdown and of them. */
async function markdownFile(document: DocumentDetail, { readImage, tables }: ExportPorts): Promise<StudioFile> {
  const content = documentMarkdown(document, document.sections);
  const name = fileNameOf(documentTitle(document));
  if (imagesIn(content).length === 0) {
    return { fileName: `${name}.md`, mediaType: 'text/markdown; charset=utf-8', bytes: new TextEncoder().encode(content) };
  }
  const files = await withImageFiles([{ name: `${name}.md`, content }], readImage);
  return { fileName: `${name}.zip`, mediaType: 'application/zip', bytes: await tables.archive(files) };
}

/** One page that has its images in it. */
async function pageFile(document: DocumentDetail, { readImage, makePage, presetOf }: ExportPorts): Promise<StudioFile> {
  const title = documentTitle(document);
  const sections = document.sections.flatMap(({ heading, version }, index) => {
    const text = version?.text ?? '';
    return text.trim() === '' ? [] : [{ heading: hasOwnHeading(document, document.sections, index) ? heading : null, text }];
  });
  const images = await imagesOf(sections, readImage);
  const page = await makePage({ title, language: document.brief.language, preset: await presetOf(document), sections, images });
  return { fileName: `${fileNameOf(title)}.html`, mediaType: 'text/html; charset=utf-8', bytes: new TextEncoder().encode(page) };
}

async function imagesOf(sections: PageDocument['sections'], readImage: ReadImage): Promise<Map<string, string>> {
  const images = new Map<string, string>();
  for (const { name } of imagesIn(sections.map(({ text }) => text).join('\n'))) {
    const bytes = await readImage(name);
    if (bytes) images.set(name, `data:${imageMediaType(name)};base64,${inBase64(bytes)}`);
  }
  return images;
}

/** Three bytes are four letters, so pieces of a multiple of three can be put together. */
const pieceBytes = 3 * 8192;

function inBase64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    text += btoa(String.fromCharCode(...bytes.subarray(start, start + pieceBytes)));
  }
  return text;
}

import { documentMarkdown, imagesIn, type DocumentDetail } from '@maobi/contract';
import { documentName } from '../document-name.ts';
import { downloadExport } from './download-export.ts';

/** Gives the document to the browser as a file: Markdown, or where it has images a ZIP of the Markdown and of them. */
export function downloadMarkdown(detail: DocumentDetail): void {
  const text = documentMarkdown(detail, detail.sections);
  if (imagesIn(text).length > 0) {
    // the studio packs them with it
    downloadExport(detail.id, 'md');
    return;
  }
  const link = document.createElement('a');
  const address = URL.createObjectURL(new Blob([text], { type: 'text/markdown;charset=utf-8' }));
  link.href = address;
  link.download = `${fileName(documentName(detail))}.md`;
  link.click();
  // the browser has begun to read it by then
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Without what some system does not allow in the name of a file. */
function fileName(name: string): string {
  return name.replaceAll(/[\\/:*?"<>|\n\r\t]+/gu, ' ').trim() || 'maobi';
}

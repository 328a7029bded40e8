import { documentMarkdown, imagesIn, type DocumentDetail } from '@maobi/contract';
import { documentName } from '../document-name.ts';

/** Gives the document to the browser as a file: Markdown, or where it has images a ZIP of the Markdown and of them. */
export function downloadMarkdown(detail: DocumentDetail): void {
  const text = documentMarkdown(detail, detail.sections);
  const link = document.createElement('a');
  if (imagesIn(text).length > 0) {
    // the studio packs them with it, and names the file
    link.href = `/api/documents/${detail.id}/export`;
    link.download = '';
    link.click();
    return;
  }
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

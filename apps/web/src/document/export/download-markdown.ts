import { documentMarkdown, type DocumentDetail } from '@maobi/contract';
import { documentName } from '../document-name.ts';

/** Gives the document to the browser as a file. */
export function downloadMarkdown(detail: DocumentDetail): void {
  const address = URL.createObjectURL(new Blob([documentMarkdown(detail, detail.sections)], { type: 'text/markdown;charset=utf-8' }));
  const link = document.createElement('a');
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

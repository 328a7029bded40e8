import type { DocumentExportFormat, Id } from '@maobi/contract';

/** Gives the browser a document as the studio exports and names it. */
export function downloadExport(documentId: Id, format: DocumentExportFormat): void {
  const link = document.createElement('a');
  link.href = `/api/documents/${documentId}/export?format=${format}`;
  link.download = '';
  link.click();
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Words as they are shown, in a text and in a quoted attribute alike. What no HTML may contain is left out. */
export function escapeHtml(words: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is left out
  return words.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/gu, '').replaceAll(/[&<>"']/gu, (mark) => entities[mark] ?? '');
}

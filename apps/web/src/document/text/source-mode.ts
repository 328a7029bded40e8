const storageKey = 'maobi.edit-source';

/** A longer text is edited as its source: drawing it anew with each letter would be felt. In characters. */
export const longestRichText = 100_000;

/** Whether the writer last edited Markdown as such. */
export function readsSource(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'true';
  } catch {
    return false;
  }
}

export function rememberSource(isSource: boolean): void {
  try {
    localStorage.setItem(storageKey, String(isSource));
  } catch {
    // then the next visit begins formatted
  }
}

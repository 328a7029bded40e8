/** Whether every word of the query stands in one of the texts, whatever the case and width. An empty query is met by anything. */
export function matchesWords(query: string, texts: readonly string[]): boolean {
  const haystack = texts.map(folded).join('\n');
  return folded(query)
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

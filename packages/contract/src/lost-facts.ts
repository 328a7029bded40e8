/**
 * What must survive a new wording and did not: numbers, addresses, quotations, and names as far as they show (Latin words in capitals, book
 * titles). In the order of the passage, each once.
 */
export function lostFacts(before: string, after: string): string[] {
  const facts =
    before.match(
      /https?:\/\/[^\s，。；）)]*[^\s，。；）),.;]|\d[\d,.]*\d|\d+|《[^》]+》|“[^”]{1,60}”|「[^」]{1,60}」|"[^"\n]{1,60}"|(?<![.!?]\s|^)\b[A-Z][\w-]+(?:\s[A-Z][\w-]+)*/gu,
    ) ?? [];
  return [...new Set(facts)].filter((fact) => !after.includes(fact));
}

const sentenceEnd = /[。！？!?]["”’」』）)]*|\.(?=\s)|\n/g;
const shortestAnnouncement = 12;
const readingStepPercent = 25;

/** Whole sentences that have come since the last announcement; `null` while there is not enough to say. */
export function nextSentences(text: string, spokenLength: number): { readonly sentences: string; readonly length: number } | null {
  const rest = text.slice(spokenLength);
  let end = 0;
  for (const match of rest.matchAll(sentenceEnd)) end = match.index + match[0].length;
  if (end === 0) return null;
  const sentences = withoutMarks(rest.slice(0, end));
  return sentences.length < shortestAnnouncement ? null : { sentences, length: spokenLength + end };
}

/** The step of reading progress to announce, 0, 25, 50 or 75. */
export function readingStep(percent: number): number {
  return Math.min(75, Math.floor(percent / readingStepPercent) * readingStepPercent);
}

function withoutMarks(markdown: string): string {
  return markdown
    .replace(/^[ \t]*(?:#{1,6}|[-*+>]|\d+\.)[ \t]+|^[ \t]*(?:```|~~~).*$|^[ \t|:-]+$/gm, '')
    .replace(/[*_`|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

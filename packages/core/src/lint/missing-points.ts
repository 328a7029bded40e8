/** Share of a point's words from which on a text is taken to speak of it. */
const spokenShare = 0.6;
const littleWords = new Set(['the', 'and', 'for', 'with', 'from', 'that', 'this', 'into', 'their', 'its', 'are', 'was', 'how', 'why']);

/** Points of a brief that the text does not speak of, as far as that shows in its words. */
export function missingPoints(text: string, points: readonly string[]): string[] {
  const spoken = text.toLowerCase();
  return points.filter((point) => {
    const words = wordsOf(point);
    return words.length > 0 && words.filter((word) => spoken.includes(word)).length < words.length * spokenShare;
  });
}

/** English words without endings that change, and pairs of Chinese characters. */
function wordsOf(point: string): string[] {
  const english = point.toLowerCase().match(/[a-z]{3,}/gu) ?? [];
  const numbers = point.match(/\d+(?:\.\d+)?/gu) ?? [];
  const chinese = (point.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) =>
    run.length === 1 ? [run] : [...run].slice(1).map((character, index) => [...run][index] + character),
  );
  return [...english.filter((word) => !littleWords.has(word)).map((word) => word.replace(/(?:ing|ed|es|s)$/u, '')), ...numbers, ...chinese];
}

const number = String.raw`(\d{1,3}(?:[,，]\d{3})+|\d+)`;
const length = new RegExp(
  String.raw`${number}\s*(?:(?:-|–|—|~|～|至|到|to)\s*${number}\s*)?(?:个?(?:汉)?字(?!节|符|体|段|典)|[- ]?words?\b)`,
  'giu',
);
const plausible = { least: 20, most: 50_000 };

/** The length a writer asks for in a question, e.g. “800字左右” or “a 500-word essay”; the middle of a range; `null`: none asked for. */
export function requestedLength(question: string): number | null {
  let asked: number | null = null;
  for (const [, from = '', to = from] of question.matchAll(length)) {
    const middle = Math.round((toNumber(from) + toNumber(to)) / 2);
    if (middle >= plausible.least && middle <= plausible.most) asked = Math.max(asked ?? 0, middle);
  }
  return asked;
}

function toNumber(digits: string): number {
  return Number(digits.replace(/[,，]/g, ''));
}

import type { TypographyRuleName } from '@maobi/contract';
import { paragraphLanguage } from './paragraph-language.ts';
import { withoutProtected, type LinkLabels } from './protected-text.ts';
import { typographyRules } from './typography-rules.ts';

/** One rule may make work for another, and what was protected may turn out to be no code after all. */
const mostRounds = 8;

/**
 * Sets a text (Markdown or plain) the way a careful typesetter would, without a model: width of letters and marks, quotes, ellipses,
 * dashes, spaces between Chinese and Latin. Code, math, addresses and marks of Markdown stay as they are. Tidying a tidy text
 * changes nothing.
 *
 * @param leaveOut rules that are not wanted; none by default
 * @param elsewhere labels of links that another part of the document defines
 */
export function tidyTypography(text: string, leaveOut: readonly TypographyRuleName[] = [], elsewhere?: LinkLabels): string {
  let tidied = text;
  for (let round = 0; round < mostRounds; round += 1) {
    const before = tidied;
    tidied = tidyOnce(before, leaveOut, elsewhere);
    if (tidied === before) break;
  }
  return tidied;
}

function tidyOnce(text: string, leaveOut: readonly TypographyRuleName[], elsewhere?: LinkLabels): string {
  const { open, restore } = withoutProtected(text, elsewhere);
  const paragraphs = open.split(/(\n[ \t]*\n\s*)/u);
  return restore(paragraphs.map((part, index) => (index % 2 === 0 ? tidyParagraph(part, leaveOut) : part)).join(''));
}

function tidyParagraph(paragraph: string, leaveOut: readonly TypographyRuleName[]): string {
  const language = paragraphLanguage(paragraph);
  const rules = typographyRules.filter(({ name, languages }) => languages.includes(language) && !leaveOut.includes(name));
  return rules.reduce((text, { apply }) => apply(text), paragraph);
}

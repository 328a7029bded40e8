import { unitsOf } from '../length/text-units.ts';
import { lintText } from '../lint/lint-text.ts';
import { sentencesOf } from '../lint/sentences.ts';
import { withProtectedMasked } from '../typography/protected-text.ts';
import { answerSections } from './answer-sections.ts';
import { isProse, type EvaluationTask, type RepetitionFigures } from './evaluation-task.ts';

const percent = 100;

/**
 * Neighbouring units that two sections have to have in common. Four English words are a phrase, and the usual group of rep-4. A Chinese word in
 * running text has about one and a half characters: six of them are those four words, whereas four are often no more than a name or a set phrase,
 * and what a text is about comes again in each of its sections by right.
 */
const overlapUnits = { zh: 6, en: 4 } as const;

/**
 * How much of an answer says again what was said, in percent; code, formulas and addresses are left out. What the answer is too short for, or has
 * no two sections for, is absent.
 *
 * distinct-2 and distinct-3 are the groups of two and three neighbouring units that differ, of all that there are (Li et al. 2016, A
 * Diversity-Promoting Objective Function for Neural Conversation Models, arXiv 1510.03055). They fall as a text grows: only texts of like length
 * can be compared.
 */
export function repetitionFigures(task: EvaluationTask, answer: string): RepetitionFigures {
  if (!isProse(task)) return {};
  const units = wordsOf(answer);
  const [distinct2, distinct3, distinct4] = [2, 3, 4].map((size) => distinctPercent(units, size));
  const sentences = sentencesOf(withProtectedMasked(answer)).length;
  const sectionOverlap = overlapPercent(answer, overlapUnits[task.language]);
  return {
    ...(distinct2 === undefined ? {} : { distinct2 }),
    ...(distinct3 === undefined ? {} : { distinct3 }),
    ...(distinct4 === undefined ? {} : { repeated4: percent - distinct4 }),
    ...(sentences === 0 ? {} : { duplicateSentences: (percent * duplicateSentences(answer)) / sentences }),
    ...(sectionOverlap === undefined ? {} : { sectionOverlap }),
  };
}

/** How many sentences say, word for word or nearly so, what an earlier one said. */
export function duplicateSentences(answer: string): number {
  return lintText(answer).filter(({ rule }) => rule === 'duplicate-sentences').length;
}

/** Of the groups in the second section and those behind it, those that an earlier section has as well. */
function overlapPercent(answer: string, size: number): number | undefined {
  const sections = answerSections(answer).map(({ body }) => groupsOf(wordsOf(body), size));
  const earlier = new Set<string>();
  let [again, all] = [0, 0];
  for (const groups of sections) {
    if (earlier.size > 0) {
      again += groups.filter((group) => earlier.has(group)).length;
      all += groups.length;
    }
    for (const group of groups) earlier.add(group);
  }
  return all === 0 ? undefined : (percent * again) / all;
}

function distinctPercent(units: readonly string[], size: number): number | undefined {
  const groups = groupsOf(units, size);
  return groups.length === 0 ? undefined : (percent * new Set(groups).size) / groups.length;
}

function groupsOf(units: readonly string[], size: number): string[] {
  return units.slice(size - 1).map((_, index) => units.slice(index, index + size).join(' '));
}

function wordsOf(text: string): string[] {
  return unitsOf(withProtectedMasked(text)).map(({ text: unit }) => unit);
}

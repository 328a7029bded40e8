import { countText } from '@maobi/contract';
import { codeBlocksOf } from '../code/code-blocks.ts';
import { lettersOf, pairsOf } from '../lint/letter-pairs.ts';
import { withProtectedMasked } from '../typography/protected-text.ts';
import type { CheckCode } from '../ports/code-check.ts';
import { answerSections } from './answer-sections.ts';
import { isProse, type AnswerFormat, type EvaluationScores, type EvaluationTask } from './evaluation-task.ts';
import { duplicateSentences, repetitionFigures } from './repetition.ts';

const perfect = 100;

/** What can be said of an answer without a judge; the same for the same text. */
export async function scoreAnswer(task: EvaluationTask, answer: string, checkCode: CheckCode): Promise<EvaluationScores> {
  const { words, parts, headings, format, code, facts, edits } = task;
  return {
    ...(words === undefined ? {} : { length: lengthScore(words, countText(answer)) }),
    ...(parts || headings !== undefined ? { structure: structureScore(task, answer) } : {}),
    ...(isProse(task) ? { repetition: repetitionScore(task, answer), language: languageScore(task.language, answer) } : {}),
    ...(format === undefined ? {} : { format: hasFormat(format, task, answer) ? perfect : 0 }),
    ...(code === undefined ? {} : { code: await codeScore(code, answer, checkCode) }),
    ...(facts === undefined || facts.length === 0
      ? {}
      : { facts: share(facts, (fact) => answer.toLowerCase().includes(fact.toLowerCase())) }),
    ...(edits === undefined ? {} : { preservation: preservationScore(edits, answer) }),
  };
}

/**
 * 100 for the length asked for, 0 for four times as much or a third of it. Bai et al., LongWriter (arXiv 2408.07055), formula of S_l.
 */
export function lengthScore(wanted: number, count: number): number {
  if (count === 0) return 0;
  const excess = count > wanted ? (count / wanted - 1) / 3 : (wanted / count - 1) / 2;
  return perfect * Math.max(0, 1 - excess);
}

/** Shares of: the headings asked for, no section without text, an end that is no break. */
function structureScore({ parts, headings = 0 }: EvaluationTask, answer: string): number {
  const sections = answerSections(answer);
  const found = parts ? partsInOrder(parts, sections) : Math.min(1, sections.length / headings);
  const filled = sections.length === 0 ? 0 : sections.filter(({ body }) => countText(body) > 0).length / sections.length;
  return (perfect * (found + filled + (isWholeEnd(answer) ? 1 : 0))) / 3;
}

function partsInOrder(parts: readonly string[], sections: readonly { heading: string }[]): number {
  let from = 0;
  const inOrder = parts.filter((part) => {
    const at = sections.findIndex(({ heading }, index) => index >= from && heading.includes(part));
    if (at >= 0) from = at + 1;
    return at >= 0;
  });
  return inOrder.length / parts.length;
}

/** The text ends with the end of a sentence, a list, a table or a block; not in the middle of one. */
function isWholeEnd(answer: string): boolean {
  const last = answer.trimEnd().split('\n').at(-1) ?? '';
  return /[。！？.!?…”’"）)」』|`~\]}]$/u.test(last) || /^\s*(?:[-*+]|\d+[.)])\s/u.test(last);
}

/** 100 less the share of groups of four words that came before, and less 20 for each sentence that comes again. */
function repetitionScore(task: EvaluationTask, answer: string): number {
  const { repeated4 = 0 } = repetitionFigures(task, answer);
  return Math.max(0, perfect - repeated4 - 20 * duplicateSentences(answer));
}

/** Share of the words that are in the language asked for; code does not count. */
function languageScore(language: EvaluationTask['language'], answer: string): number {
  const text = withProtectedMasked(answer);
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  if (han + words === 0) return 0;
  return (perfect * (language === 'zh' ? han : words)) / (han + words);
}

function hasFormat(format: AnswerFormat, { items, code }: EvaluationTask, answer: string): boolean {
  const lines = answer.split('\n').filter((line) => line.trim() !== '');
  switch (format) {
    case 'list':
      return isCount(answer.match(/^(?:\d+[.)、]|[-*+])[ \t]*\S/gmu)?.length ?? 0, items);
    case 'lines':
      return isCount(lines.length, items);
    case 'table':
      return /^\|?.+\|.+\n\|?[ \t]*:?-{2,}:?[ \t]*\|[-:| \t]*\n\|?.+\|/mu.test(answer);
    case 'json':
      return isJson(codeBlocksOf(answer)[0]?.code ?? answer);
    case 'code':
      return codeBlocksOf(answer).some(({ isClosed, language }) => isClosed && (code === undefined || language !== ''));
  }
}

function isCount(count: number, wanted: number | undefined): boolean {
  return wanted === undefined ? count > 0 : count === wanted;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** All code of the answer can be parsed; without code there is nothing that could. */
async function codeScore(language: string, answer: string, checkCode: CheckCode): Promise<number> {
  const blocks = codeBlocksOf(answer);
  if (blocks.length === 0) return 0;
  const verdicts = await Promise.all(blocks.map((block) => checkCode(block.language === '' ? language : block.language, block.code)));
  return share(verdicts, (verdict) => verdict?.isRight !== false);
}

/** Share of the pairs of neighbouring characters of the text that are still there (100 from three quarters on), halved where the answer is over twice as long. */
function preservationScore(source: string, answer: string): number {
  const pairs = pairsOf(lettersOf(source));
  const kept = new Set(pairsOf(lettersOf(answer)));
  const held = pairs.filter((pair) => kept.has(pair)).length / Math.max(1, pairs.length);
  return Math.min(perfect, (perfect * held) / 0.75) * (countText(answer) > 2 * countText(source) ? 0.5 : 1);
}

function share<T>(all: readonly T[], isRight: (each: T) => boolean): number {
  return (perfect * all.filter(isRight).length) / all.length;
}

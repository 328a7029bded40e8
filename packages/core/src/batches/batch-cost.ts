import { type BatchCost, type Brief, countText, type Template } from '@maobi/contract';
import { documentCost, type DocumentWriter } from '../documents/document-cost.ts';
import { templateForm } from '../documents/template-wording.ts';
import type { RunEstimator } from '../estimates/run-estimator.ts';
import { likelyTokens } from '../length/token-budget.ts';

/** What these rows cost together: the beginning that they have in common is read with the first one. */
export function batchCost(
  briefs: readonly Brief[],
  template: Template,
  writer: DocumentWriter,
  estimator: RunEstimator,
): Omit<BatchCost, 'waitingMs'> {
  const sharedTokens = briefs.length < 2 ? 0 : tokensInCommon(briefs, template);
  const costs = briefs.map((brief, index) =>
    documentCost(brief, { ...templateForm(template, brief), cachedTokens: index === 0 ? 0 : sharedTokens }, writer, estimator),
  );
  const sum = (of: (cost: (typeof costs)[number]) => number): number => costs.reduce((total, cost) => total + of(cost), 0);
  const isKnown = costs.every(({ milliseconds }) => milliseconds !== null);
  return {
    rowCount: briefs.length,
    words: sum(({ words }) => words),
    readTokens: Math.max(0, sum(({ readTokens }) => readTokens) - sharedTokens * Math.max(0, briefs.length - 1)),
    sharedTokens,
    writtenTokens: sum(({ writtenTokens }) => writtenTokens),
    milliseconds: isKnown ? sum(({ milliseconds }) => milliseconds ?? 0) : null,
  };
}

function tokensInCommon(briefs: readonly Brief[], template: Template): number {
  const prompts = briefs.map((brief) => {
    const { system, request } = templateForm(template, brief).wording;
    return `${system}\n${request}`;
  });
  const shared = prompts.reduce(commonStart);
  return likelyTokens(countText(shared), briefs[0]?.language ?? 'zh');
}

function commonStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}

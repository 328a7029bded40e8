import type { ComparedModel, ModelFigures } from '@maobi/contract';

/** What models are compared by, in the order in which a writer feels it. */
export const comparedFigures = ['thousand', 'write', 'read', 'short', 'medium', 'long', 'next', 'load', 'memory'] as const;
export type ComparedFigure = (typeof comparedFigures)[number];

export function valueOf(figure: ComparedFigure, figures: ModelFigures): number {
  const values: Record<ComparedFigure, number> = {
    thousand: figures.thousandCharactersMs,
    write: figures.writeTokensPerSecond,
    read: figures.readTokensPerSecond,
    short: figures.firstTokenMs.short,
    medium: figures.firstTokenMs.medium,
    long: figures.firstTokenMs.long,
    next: figures.nextFirstTokenMs,
    load: figures.loadMs,
    memory: figures.peakBytes,
  };
  return values[figure];
}

/** One line of a figure: a model, its value, the part of the longest bar, and whether no other does better here. */
export interface ComparedValue {
  readonly model: string;
  readonly value: number;
  readonly part: number;
  readonly isBest: boolean;
  readonly isOutdated: boolean;
}

/** Two measurements of one file differ by as much: nearer than this, none is better than the other. */
const toleratedRatio = 1.05;

/** Only what still holds can be the best, and only where there is something to be better than. */
export function comparedValues(figure: ComparedFigure, models: readonly ComparedModel[]): ComparedValue[] {
  const measured = models.flatMap(({ model, figures }) =>
    figures ? [{ model, value: valueOf(figure, figures), isOutdated: figures.outdatedBy !== null }] : [],
  );
  const standing = measured.filter(({ isOutdated }) => !isOutdated).map(({ value }) => value);
  const isMoreBetter = figure === 'write' || figure === 'read';
  const [least, most] = [Math.min(...standing), Math.max(...standing)];
  const best = standing.length < 2 || most < least * toleratedRatio ? null : isMoreBetter ? most : least;
  const longest = Math.max(...measured.map(({ value }) => value), Number.MIN_VALUE);
  return measured.map((each) => ({ ...each, part: each.value / longest, isBest: !each.isOutdated && each.value === best }));
}

/** What measuring the marked models will take; `known` are those that can be told. */
export interface MeasuringCost {
  readonly ms: number;
  readonly known: number;
  readonly unknown: number;
}

export function measuringCost(models: readonly ComparedModel[]): MeasuringCost {
  const known = models.flatMap(({ expectedMs }) => expectedMs ?? []);
  return { ms: known.reduce((sum, each) => sum + each, 0), known: known.length, unknown: models.length - known.length };
}

/** Marked until the writer says otherwise: what has no figures that hold; where all have, everything. */
export function usuallyMarked(models: readonly ComparedModel[]): string[] {
  const missing = models.filter(({ figures }) => figures === null || figures.outdatedBy !== null);
  return (missing.length > 0 ? missing : models).map(({ model }) => model);
}

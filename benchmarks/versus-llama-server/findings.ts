import { sampleOf, type Sample } from './statistics.ts';

/** One thing that was measured, with a value for each contestant that took part. */
export interface Finding {
  readonly what: string;
  readonly unit: string;
  readonly better: 'more' | 'less';
  readonly samples: Readonly<Record<string, Sample>>;
}

/** What Maobi promises, held against what was measured. */
export interface Goal {
  readonly name: string;
  readonly measured: number;
  readonly bound: number;
  readonly kind: 'at least' | 'at most';
  readonly unit: string;
  /** With `at most`: the least that this machine makes possible, as measured. Where `bound` is below it, 90 % of it will do. */
  readonly possible?: number;
}

/** What is said of the findings of a work. */
export interface Outcome {
  readonly goals: readonly Goal[];
  readonly notes: readonly string[];
}

export interface WorkResult extends Outcome {
  readonly findings: readonly Finding[];
}

const shareOfPossible = 0.9;

/** A bound that the machine itself does not allow is reached with nine tenths of what it allows. */
export function isReached({ measured, bound, kind, possible }: Goal): boolean {
  if (kind === 'at least') return measured >= bound;
  return measured <= bound || (possible !== undefined && possible > bound && measured <= possible / shareOfPossible);
}

/** Collects values by contestant and by what they are about, in the order in which they first came. */
export class Findings {
  readonly #entries = new Map<string, { unit: string; better: Finding['better']; values: Map<string, number[]> }>();

  add(about: Pick<Finding, 'what' | 'unit' | 'better'>, contestant: string, ...values: readonly number[]): void {
    const entry = this.#entries.get(about.what) ?? { unit: about.unit, better: about.better, values: new Map<string, number[]>() };
    this.#entries.set(about.what, entry);
    entry.values.set(contestant, [...(entry.values.get(contestant) ?? []), ...values]);
  }

  /** Not a number when this contestant was not measured. */
  median(what: string, contestant: string): number {
    const values = this.#entries.get(what)?.values.get(contestant) ?? [];
    return values.length === 0 ? Number.NaN : sampleOf(values).median;
  }

  list(): Finding[] {
    return [...this.#entries].map(([what, { unit, better, values }]) => ({
      what,
      unit,
      better,
      samples: Object.fromEntries([...values].map(([contestant, each]) => [contestant, sampleOf(each)])),
    }));
  }
}

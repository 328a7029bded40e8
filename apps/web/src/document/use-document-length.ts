import type { WritingLanguage } from '@maobi/contract';
import { useTranslation, type Translation } from '../language/use-translation.ts';
import { useMeasures, type Measures } from '../language/measures.ts';

export interface DocumentLength {
  /** “877 字”, “877 words”. */
  of(count: number): string;
  /** “204 / 600 字”. */
  ofTarget(count: number, target: number): string;
}

type Lengths = Readonly<Record<WritingLanguage, DocumentLength>>;

const knownLengths = new WeakMap<Translation, Lengths>();

/** Says lengths in the unit of the language that a document is written in. */
export function useDocumentLength(language: WritingLanguage): DocumentLength {
  const translation = useTranslation();
  const measures = useMeasures();
  const known = knownLengths.get(translation);
  if (known) return known[language];
  const created = { zh: lengthIn('zh', translation, measures), en: lengthIn('en', translation, measures) };
  knownLengths.set(translation, created);
  return created[language];
}

/** What no number has in it. */
const place = '…';

/** Hundreds of lengths stand on a page and differ in their numbers alone: only one of each form is made of the texts. */
function lengthIn(language: WritingLanguage, { t }: Translation, measures: Measures): DocumentLength {
  const formOf = (count: number) => t(`document.unit.${language}`, { count, number: place });
  const forms = { one: formOf(1), other: formOf(2) };
  const withUnit = (number: string, count: number) => (count === 1 ? forms.one : forms.other).replace(place, number);
  return {
    of: (count) => withUnit(measures.number(count), count),
    ofTarget: (count, target) => withUnit(`${measures.number(count)} / ${measures.number(target)}`, target),
  };
}

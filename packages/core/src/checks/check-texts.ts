import type { CheckedPlace, CheckFinding, DocumentChecks, Id, TypographyRuleName } from '@maobi/contract';
import { lintTexts, type TextPlace } from '../lint/lint-text.ts';
import { missingPoints } from '../lint/missing-points.ts';
import { linkLabelsOf, type LinkLabels } from '../typography/protected-text.ts';
import { tidyTypography } from '../typography/tidy-typography.ts';

/** A section whose text is checked. */
export interface CheckedText {
  readonly sectionId: Id;
  readonly versionId: Id;
  readonly text: string;
  /** What this text has to speak of. */
  readonly points: readonly string[];
}

export interface CheckWishes {
  /** What the whole has to speak of. */
  readonly mustInclude: readonly string[];
  /** Words that must not be in it. */
  readonly mustAvoid: readonly string[];
  /** Names of lint rules, and `typography`; `null`: all. */
  readonly rules: readonly string[] | null;
  /** Rules of typography that are not wanted. */
  readonly typographyOff: readonly TypographyRuleName[];
}

const longestPassage = 80;

/** What can be found in these texts without a model. */
export function checkTexts(texts: readonly CheckedText[], { mustInclude, mustAvoid, rules, typographyOff }: CheckWishes): DocumentChecks {
  const isWanted = (rule: string) => rules === null || rules.includes(rule);
  const linted = lintTexts(texts.map(({ text }) => text)).flatMap(({ rule, place, other }): CheckFinding[] => {
    const found = checkedPlace(texts, place);
    return isWanted(rule) && found ? [{ kind: rule, place: found, other: other && checkedPlace(texts, other), point: null }] : [];
  });
  const findings = [...linted, ...texts.flatMap((text) => [...unwanted(text, mustAvoid), ...missingIn(text)])];
  const order = new Map(texts.map(({ sectionId }, index) => [sectionId, index]));
  const rank = ({ place }: CheckFinding) => order.get(place?.sectionId ?? '') ?? texts.length;
  const labels = linkLabelsOf(texts.map(({ text }) => text));
  const whole = texts.map(({ text }) => text).join('\n');
  return {
    findings: [
      ...findings.toSorted((left, right) => rank(left) - rank(right) || (left.place?.start ?? 0) - (right.place?.start ?? 0)),
      ...(texts.length === 0 ? [] : missingPoints(whole, mustInclude)).map((point) => finding('missing-point', null, point)),
    ],
    typography: isWanted('typography') ? texts.flatMap((text) => tidied(text, typographyOff, labels)) : [],
  };
}

function finding(kind: CheckFinding['kind'], place: CheckedPlace | null, point: string): CheckFinding {
  return { kind, place, other: null, point };
}

function checkedPlace(texts: readonly CheckedText[], { index, start, end }: TextPlace): CheckedPlace | null {
  const checked = texts[index];
  return checked ? placeIn(checked, start, end) : null;
}

function placeIn({ sectionId, text }: CheckedText, start: number, end: number): CheckedPlace {
  return { sectionId, start, end, text: text.slice(start, Math.min(end, start + longestPassage)) };
}

/** Every place where the words stand as they were given, in capitals or not. */
function unwanted(checked: CheckedText, phrases: readonly string[]): CheckFinding[] {
  const spoken = checked.text.toLowerCase();
  return phrases.flatMap((phrase) => {
    const wanted = phrase.trim().toLowerCase();
    const found: CheckFinding[] = [];
    for (let at = wanted === '' ? -1 : spoken.indexOf(wanted); at >= 0; at = spoken.indexOf(wanted, at + wanted.length)) {
      found.push(finding('unwanted', placeIn(checked, at, at + wanted.length), phrase));
    }
    return found;
  });
}

/** What a section lacks stands at its beginning: nowhere is where it should be. */
function missingIn(checked: CheckedText): CheckFinding[] {
  return missingPoints(checked.text, checked.points).map((point) => finding('missing-point', placeIn(checked, 0, 0), point));
}

function tidied(
  { sectionId, versionId, text }: CheckedText,
  off: readonly TypographyRuleName[],
  labels: LinkLabels,
): DocumentChecks['typography'] {
  const tidy = tidyTypography(text, off, labels);
  return tidy === text ? [] : [{ sectionId, versionId, text: tidy }];
}

import type { Section } from '@maobi/contract';
import type { TFunction } from 'i18next';
import { useEffect, useEffectEvent, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { showFailure } from '../../toasts/show-failure.ts';
import { showToast } from '../../toasts/toasts.ts';
import { isChangedMeanwhile, type DocumentActions } from '../document-actions.ts';
import { keepingPlace } from '../text/keeping-place.ts';
import { stopShowing } from '../text/show-range.ts';
import { useTextDrawn } from '../text/use-text-drawn.ts';
import { useAttempt } from '../use-attempt.ts';
import { isBeingWritten } from '../writing-progress.ts';
import type { FindQuery, FindText, Match, Replacing } from './find-matches.ts';
import { Finder, NoExpression, TooSlow } from './finder.ts';
import { markMatches, rangesOf, showMatch, unmarkMatches } from './shown-matches.ts';

interface Finding {
  readonly page: RefObject<HTMLElement | null>;
  readonly sections: readonly Section[];
  readonly actions: DocumentActions;
}

const none: readonly Match[] = [];

/** What was found in the document, which of it the writer is at, and what can be done with it. */
export function useFind(query: FindQuery, finding: Finding) {
  const { t } = useTranslation();
  const [finder] = useState(() => new Finder());
  const [matches, setMatches] = useState(none);
  const [problem, setProblem] = useState<string | null>(null);
  const [place, setPlace] = useState(0);
  /** Whether what is found next is gone to: once for other words or another place, not where the text alone has changed. */
  const isGoing = useRef(true);
  const texts = useMemo(() => textsOf(finding.sections), [finding.sections]);
  const at = Math.min(place, Math.max(0, matches.length - 1));
  const look = useEffectEvent(async () => {
    try {
      const found = await finder.ask({ query, texts, replacing: null });
      if (!found) return;
      setMatches(found.matches);
      setProblem(null);
    } catch (error) {
      setMatches(none);
      setProblem(problemOf(t, error));
      if (problemOf(t, error) === null) showFailure(t, error);
    }
  });
  const { words, isPattern, isCaseSensitive } = query;
  useEffect(() => void (isGoing.current = true), [words, isPattern, isCaseSensitive]);
  useEffect(() => void look(), [words, isPattern, isCaseSensitive, texts]);
  useEffect(() => () => finder.close(), [finder]);
  const goesOnce = () => {
    const isWanted = isGoing.current && matches.length > 0;
    if (isWanted) isGoing.current = false;
    return isWanted;
  };
  useMarks(finding.page, { texts, matches, at, goesOnce });
  const step = (by: 1 | -1) => {
    isGoing.current = true;
    setPlace(matches.length === 0 ? 0 : (at + by + matches.length) % matches.length);
  };
  const { isReplacing, replace } = useReplace(query, { ...finding, texts, matches, onProblem: setProblem });
  const replaceAt = (by: string, isAll: boolean) => {
    isGoing.current = !isAll;
    if (isAll) stopShowing();
    return replace({ by, only: isAll ? null : (matches[at] ?? null) });
  };
  return { count: matches.length, at, problem, step, isReplacing, replace: replaceAt };
}

/** Why words cannot be looked for; `null`: for another reason than the words. */
function problemOf(t: TFunction, error: unknown): string | null {
  if (error instanceof NoExpression) return t(`find.fault.${error.fault}`);
  return error instanceof TooSlow ? t('find.tooSlow') : null;
}

interface Replaceable extends Finding {
  readonly texts: readonly FindText[];
  readonly matches: readonly Match[];
  readonly onProblem: (problem: string) => void;
}

/** Puts other words in the place of what was found: one request for all sections, which happens as a whole or not at all. */
function useReplace(query: FindQuery, { page, sections, actions, texts, matches, onProblem }: Replaceable) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  // its own, so that texts which change meanwhile are looked through without giving this up
  const [finder] = useState(() => new Finder());
  const [isReplacing, setIsReplacing] = useState(false);
  useEffect(() => () => finder.close(), [finder]);
  const replaceIn = async (replacing: Replacing) => {
    const open = new Map(sections.filter(isOpen).map((section) => [section.id, section]));
    const found = await finder.ask({ query, texts: texts.filter(({ sectionId }) => open.has(sectionId)), replacing });
    const isSkipped = matches.some(({ sectionId }) => !open.has(sectionId) && (replacing.only?.sectionId ?? sectionId) === sectionId);
    if (!found || found.changed.length === 0) {
      if (isSkipped) showToast({ text: t('find.skipped') });
      return;
    }
    const changed = found.changed.map(({ sectionId, text }) => ({ sectionId, text, baseId: open.get(sectionId)?.version?.id ?? null }));
    const count = found.changed.reduce((sum, { places }) => sum + places, 0);
    const undo = await keepingPlace(page.current, () => actions.replaceTexts(changed));
    const hint = isSkipped ? { hint: t('find.skipped') } : {};
    const takeBack = () => void attempt(() => keepingPlace(page.current, undo));
    const text = changed.length === 1 ? t('find.replaced', { count }) : t('find.replacedIn', { count, sections: changed.length });
    showToast({ text, ...hint, action: { label: t('shell.undo'), run: takeBack } });
  };
  const replace = (replacing: Replacing) =>
    attempt(async () => {
      if (isReplacing) return;
      setIsReplacing(true);
      try {
        await replaceIn(replacing);
      } catch (error) {
        const problem = problemOf(t, error);
        if (problem !== null) return onProblem(problem);
        if (!isChangedMeanwhile(error)) throw error;
        await actions.reload();
        showToast({ text: t('find.changedMeanwhile'), isFailure: true });
      } finally {
        setIsReplacing(false);
      }
    });
  return { isReplacing, replace };
}

interface Marked {
  readonly texts: readonly FindText[];
  readonly matches: readonly Match[];
  readonly at: number;
  /** Whether the writer is to be brought there; asked once. */
  readonly goesOnce: () => boolean;
}

/** Marks what was found on the page, and goes to the one that the writer is at. */
function useMarks(page: RefObject<HTMLElement | null>, { texts, matches, at, goesOnce }: Marked): void {
  const markAll = (isMoved: boolean) => {
    const frame = page.current;
    if (!frame) return;
    const ranges = rangesOf(frame, texts, matches);
    markMatches(ranges, at);
    const match = matches[at];
    if (isMoved && match) showMatch(frame, match, () => rangesOf(frame, texts, matches)[at] ?? null);
  };
  // a text that is changed by hand or written meanwhile must not run away
  const mark = useEffectEvent(() => markAll(goesOnce() && document.activeElement?.closest('.find-bar') != null));
  useEffect(() => mark(), [at, matches]);
  // a text that comes near is drawn anew, and its marks with it
  useTextDrawn(page, () => markAll(false));
  useEffect(() => unmarkMatches, []);
}

function textsOf(sections: readonly Section[]): FindText[] {
  return sections.flatMap(({ id, version }) => (version && version.text !== '' ? [{ sectionId: id, text: version.text }] : []));
}

function isOpen(section: Section): boolean {
  return !section.isLocked && !isBeingWritten(section);
}

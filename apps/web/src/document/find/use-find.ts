import type { Section } from '@maobi/contract';
import type { TFunction } from 'i18next';
import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { showFailure } from '../../toasts/show-failure.ts';
import { showToast } from '../../toasts/toasts.ts';
import { isChangedMeanwhile, type DocumentActions } from '../document-actions.ts';
import { historyOf } from '../history/document-history.ts';
import { keepingPlace } from '../text/keeping-place.ts';
import { stopShowing, takeRoomAbove } from '../text/show-range.ts';
import { useTextDrawn } from '../text/use-text-drawn.ts';
import { useAttempt } from '../use-attempt.ts';
import { isBeingWritten } from '../writing-progress.ts';
import type { FindQuery, FindText, Match, Replacing } from './find-matches.ts';
import { findStart, firstFrom, type FindStart } from './find-start.ts';
import { Finder, NoExpression, TooSlow } from './finder.ts';
import { markMatches, rangesOf, showMatch, unmarkMatches } from './shown-matches.ts';
import type { FindRequest, FoundPlace } from './use-find-keys.ts';

interface Finding {
  readonly page: RefObject<HTMLElement | null>;
  readonly sections: readonly Section[];
  readonly actions: DocumentActions;
  /** Another one where the bar was asked for once more. */
  readonly request: FindRequest;
}

const none: readonly Match[] = [];

/** What was found in the document, which of it the writer is at, and what can be done with it. */
export function useFind(query: FindQuery, finding: Finding) {
  const texts = useMemo(() => textsOf(finding.sections), [finding.sections]);
  const { matches, problem, setProblem, at, goTo, goesOnce, stay } = useMatches(query, finding, texts);
  useMarks(finding.page, { texts, matches, at, goesOnce });
  const { isReplacing, replace } = useReplace(query, { ...finding, texts, matches, onProblem: setProblem });
  const replaceAt = (by: string, isAll: boolean) => {
    if (isAll) stay();
    else goTo(at);
    return replace({ by, only: isAll ? null : (matches[at] ?? null) });
  };
  const step = (by: 1 | -1) => goTo(matches.length === 0 ? 0 : (at + by + matches.length) % matches.length);
  const found = (): FoundPlace | null => {
    const match = matches[at];
    if (!match || !finding.page.current) return null;
    return { sectionId: match.sectionId, range: rangesOf(finding.page.current, texts, matches)[at] ?? null };
  };
  return { count: matches.length, at, problem, step, isReplacing, replace: replaceAt, found };
}

/** Where the words stand, which of these places the writer is at, and whether they are to be brought there. */
function useMatches(query: FindQuery, { page, request }: Finding, texts: readonly FindText[]) {
  const { t } = useTranslation();
  const [finder] = useState(() => new Finder());
  const [matches, setMatches] = useState(none);
  const [problem, setProblem] = useState<string | null>(null);
  const [place, setPlace] = useState(0);
  const start = useRef<FindStart | null>(null);
  /** Whether the place is to be chosen from the start on: once for other words, not where the text alone has changed. */
  const isAnew = useRef(true);
  /** Whether what is found next is gone to: once for other words or another place. */
  const isGoing = useRef(true);
  const look = useEffectEvent(async () => {
    try {
      const found = await finder.ask({ query, texts, replacing: null });
      if (!found) return;
      setMatches(found.matches);
      if (isAnew.current) setPlace(firstFrom(found.matches, start.current, texts));
      isAnew.current = false;
      setProblem(null);
    } catch (error) {
      setMatches(none);
      setProblem(problemOf(t, error));
      if (problemOf(t, error) === null) showFailure(t, error);
    }
  });
  const begin = useEffectEvent(() => {
    if (page.current && !isInBar()) start.current = findStart(page.current, texts);
  });
  const { words, isPattern, isCaseSensitive } = query;
  // before the field takes the focus, and the caret with it
  useEffect(() => begin(), [request]);
  useEffect(() => {
    isAnew.current = true;
    isGoing.current = true;
  }, [words, isPattern, isCaseSensitive, request]);
  useEffect(() => void look(), [words, isPattern, isCaseSensitive, texts, request]);
  useEffect(() => () => finder.close(), [finder]);
  const goTo = (next: number) => {
    const match = matches[next];
    // other words are looked for from there on
    if (match) start.current = { sectionId: match.sectionId, at: match.start };
    isGoing.current = true;
    setPlace(next);
  };
  const goesOnce = () => {
    const isWanted = isGoing.current && matches.length > 0;
    if (isWanted) isGoing.current = false;
    return isWanted;
  };
  const stay = () => {
    isGoing.current = false;
    stopShowing();
  };
  return { matches, problem, setProblem, at: Math.min(place, Math.max(0, matches.length - 1)), goTo, goesOnce, stay };
}

function isInBar(): boolean {
  return document.activeElement?.closest('.find-bar') != null;
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
    const isTakenBack = historyOf(actions.documentId).watchLast();
    const hint = isSkipped ? { hint: t('find.skipped') } : {};
    const takeBack = () => void attempt(() => keepingPlace(page.current, undo));
    const text = changed.length === 1 ? t('find.replaced', { count }) : t('find.replacedIn', { count, sections: changed.length });
    showToast({ text, ...hint, action: { label: t('shell.undo'), run: takeBack }, isTakenBack });
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
  const mark = useEffectEvent(() => markAll(goesOnce() && isInBar()));
  useEffect(() => mark(), [at, matches]);
  // a text that comes near is drawn anew, and its marks with it
  useTextDrawn(page, () => markAll(false));
  useEffect(() => unmarkMatches, []);
  useLayoutEffect(() => {
    const text = page.current;
    return () => {
      if (text) takeRoomAbove(text);
    };
  }, [page]);
}

function textsOf(sections: readonly Section[]): FindText[] {
  return sections.flatMap(({ id, version }) => (version && version.text !== '' ? [{ sectionId: id, text: version.text }] : []));
}

function isOpen(section: Section): boolean {
  return !section.isLocked && !isBeingWritten(section);
}

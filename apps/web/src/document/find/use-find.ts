import type { Section } from '@maobi/contract';
import { useEffect, useEffectEvent, useMemo, useState, type RefObject } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { showFailure } from '../../toasts/show-failure.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { DocumentActions } from '../document-actions.ts';
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
export function useFind(query: FindQuery, { page, sections, actions }: Finding) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const [finder] = useState(() => new Finder());
  const [matches, setMatches] = useState(none);
  const [problem, setProblem] = useState<string | null>(null);
  const [place, setPlace] = useState(0);
  const texts = useMemo(() => textsOf(sections), [sections]);
  const at = Math.min(place, Math.max(0, matches.length - 1));
  const problemOf = (error: unknown): string | null => {
    if (error instanceof NoExpression) return t('find.noExpression', { problem: error.message });
    return error instanceof TooSlow ? t('find.tooSlow') : null;
  };
  const look = useEffectEvent(async () => {
    try {
      const found = await finder.ask({ query, texts, replacing: null });
      if (!found) return;
      setMatches(found.matches);
      setProblem(null);
    } catch (error) {
      setMatches(none);
      setProblem(problemOf(error));
      if (problemOf(error) === null) showFailure(t, error);
    }
  });
  const { words, isPattern, isCaseSensitive } = query;
  useEffect(() => void look(), [words, isPattern, isCaseSensitive, texts]);
  useEffect(() => () => finder.close(), [finder]);
  useMarks(page, { texts, matches, at });
  const step = (by: 1 | -1) => setPlace(matches.length === 0 ? 0 : (at + by + matches.length) % matches.length);
  const replace = (by: string, isAll: boolean) =>
    attempt(async () => {
      const open = new Map(sections.filter(isOpen).map((section) => [section.id, section]));
      const replacing: Replacing = { by, only: isAll ? null : (matches[at] ?? null) };
      const found = await finder.ask({ query, texts: texts.filter(({ sectionId }) => open.has(sectionId)), replacing });
      const isSkipped = matches.some(({ sectionId }) => !open.has(sectionId) && (isAll || sectionId === replacing.only?.sectionId));
      const hint = isSkipped ? { hint: t('find.skipped') } : {};
      if (!found || found.changed.length === 0) {
        if (isSkipped) showToast({ text: t('find.skipped') });
        return;
      }
      const { undo, count } = await actions.replaceTexts(
        found.changed.map((text) => ({ ...text, baseId: open.get(text.sectionId)?.version?.id ?? null })),
      );
      showToast({ text: t('find.replaced', { count }), ...hint, action: { label: t('shell.undo'), run: () => void attempt(undo) } });
    });
  return { count: matches.length, at, problem, step, replace };
}

interface Marked {
  readonly texts: readonly FindText[];
  readonly matches: readonly Match[];
  readonly at: number;
}

/** Marks what was found on the page, and goes to the one that the writer is at. */
function useMarks(page: RefObject<HTMLElement | null>, { texts, matches, at }: Marked): void {
  const markAll = (isMoved: boolean) => {
    const frame = page.current;
    if (!frame) return;
    const ranges = rangesOf(frame, texts, matches);
    markMatches(ranges, at);
    const match = matches[at];
    if (isMoved && match) showMatch(frame, match, () => rangesOf(frame, texts, matches)[at] ?? null);
  };
  const mark = useEffectEvent(markAll);
  // a text that is changed by hand meanwhile must not run away
  useEffect(() => mark(document.activeElement?.closest('.find-bar') != null), [at, matches]);
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

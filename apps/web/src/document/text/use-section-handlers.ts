import type { TFunction } from 'i18next';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Section } from '@maobi/contract';
import { useTranslation } from '../../language/use-translation.ts';
import { onceAtATime } from '../../studio/once-at-a-time.ts';
import { showFailure } from '../../toasts/show-failure.ts';
import { showToast } from '../../toasts/toasts.ts';
import { isConflict, type DocumentActions } from '../document-actions.ts';
import { historyOf } from '../history/document-history.ts';
import type { Outline } from '../outline/use-outline.ts';
import { rebasedText } from '../polish/rebased-text.ts';
import { polishTarget, type PolishTarget } from '../polish/polish-target.ts';
import { pendingSection, pendingWords, tellPending } from '../polish/pending-verdict.ts';
import type { Polish } from '../polish/use-polish.ts';
import type { Shaping } from '../shape/use-shaping.ts';
import { useAttempt } from '../use-attempt.ts';
import type { SectionHandlers } from './section-handlers.ts';
import type { ModelUndo } from './use-model-undo.ts';

/** Where the choice of what to do with a whole section was opened. */
export interface OpenedPolish {
  readonly target: PolishTarget;
  readonly box: DOMRect;
}

interface Bound {
  readonly actions: DocumentActions;
  readonly outline: Outline;
  readonly polish: Polish;
  readonly undo: ModelUndo;
  readonly onShowVersions: (section: Section) => void;
  readonly shaping: Shaping;
  readonly showComments: (sectionId: string) => void;
}

/** What sections may do, bound to the open document. */
export function useSectionHandlers(bound: Bound) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const [opened, setOpened] = useState<OpenedPolish | null>(null);
  const latest = useRef({ ...bound, t });
  useLayoutEffect(() => {
    latest.current = { ...bound, t };
  });
  const { actions } = bound;
  const pendingNow = () => pendingSection(latest.current.polish.session, latest.current.outline.sections);
  // a choice that changes came in the way of must not come up when they are decided on
  if (opened !== null && pendingSection(bound.polish.session, bound.outline.sections) !== null) setOpened(null);
  const handlers = useMemo((): SectionHandlers => {
    return {
      write: ({ id }) => void attempt(() => actions.startJob([id])),
      rewrite: (section, kind) => {
        latest.current.undo.remember(section);
        void attempt(() => actions.rewrite(section.id, kind));
      },
      undo: (section) => void attempt(() => latest.current.undo.undo(section)),
      polish: (section, beside) => {
        const pending = pendingNow();
        if (pending) return tellPending(latest.current.t, pending);
        const target = polishTarget(section, wholeText(section.version?.text ?? ''));
        if (target) setOpened({ target, box: beside.getBoundingClientRect() });
      },
      polishPassage: (target, kind) => void latest.current.polish.begin(target, kind),
      whyNoPolish: () => {
        const pending = pendingNow();
        return pending && pendingWords(latest.current.t, pending);
      },
      applyPolish: (section, text) => void onceAtATime(`apply ${section.id}`, () => applyPolish(section, text, latest.current)),
      lookAtPolish: (waiting) => latest.current.polish.look(waiting),
      dropPolish: (waiting) => latest.current.polish.drop(waiting),
      showVersions: (section) => latest.current.onShowVersions(section),
      split: (section) => latest.current.shaping.openSplit(section),
      merge: (section) => latest.current.shaping.merge(section),
      showComments: ({ id }) => latest.current.showComments(id),
      rename: (section, heading) => latest.current.outline.put({ ...section, heading }),
      unlock: (section) => latest.current.outline.put({ ...section, isLocked: false }),
    };
  }, [actions, attempt]);
  return { handlers, opened, closeOpened: () => setOpened(null) };
}

function wholeText(text: string): { start: number; end: number } {
  return { start: text.length - text.trimStart().length, end: text.trimEnd().length };
}

/**
 * The new wording becomes a version. What was changed elsewhere in the section meanwhile, as in an editor that has just been left, stays; where
 * both changed the same, both texts stay and the writer's choice counts.
 */
async function applyPolish(section: Section, text: string, { actions, polish, t }: Bound & { readonly t: TFunction }): Promise<void> {
  const target = polish.session?.target ?? null;
  const version = { sectionId: section.id, source: 'polish', text, baseId: target?.baseId ?? null } as const;
  try {
    const undo = (id: string, before: string | null) => {
      if (before === null) return;
      const work = actions.chooseVersion(section.id, before, id);
      void work.catch((error: unknown) => showFailure(t, error));
    };
    const { id, before } = await addOnTop(actions, version, {
      older: target?.markdown ?? '',
      onMerged: () => showToast({ text: t('document.edit.merged') }),
    });
    const isTakenBack = historyOf(actions.documentId).watchLast();
    polish.settle();
    showToast({ text: t('document.polish.applied'), action: { label: t('shell.undo'), run: () => undo(id, before) }, isTakenBack });
  } catch (error) {
    showFailure(t, error);
  }
}

interface OnTop {
  /** The text that the new one was made out of. */
  readonly older: string;
  /** The section was changed in the same place. */
  readonly onMerged: () => void;
}

/** Resolves with the new version, and with the one that counted before. */
async function addOnTop(
  actions: DocumentActions,
  text: Parameters<DocumentActions['addVersion']>[0],
  { older, onMerged }: OnTop,
): Promise<{ readonly id: string; readonly before: string | null }> {
  try {
    return { id: await actions.addVersion(text), before: text.baseId };
  } catch (error) {
    if (!isConflict(error)) throw error;
    const present = (await actions.reload()).sections.find(({ id }) => id === text.sectionId)?.version ?? null;
    const rebased = rebasedText(text.text, older, present?.text ?? '');
    const before = present?.id ?? null;
    const id = await actions.addVersion({ ...text, text: rebased ?? text.text, baseId: before });
    if (rebased === null) onMerged();
    return { id, before };
  }
}

import type { TFunction } from 'i18next';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Section } from '@maobi/contract';
import { useTranslation } from 'react-i18next';
import { showFailure } from '../../toasts/show-failure.ts';
import { showToast } from '../../toasts/toasts.ts';
import { isConflict, type DocumentActions } from '../document-actions.ts';
import type { Outline } from '../outline/use-outline.ts';
import { polishTarget, type Polish, type PolishTarget } from '../polish/use-polish.ts';
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
  const handlers = useMemo((): SectionHandlers => {
    return {
      write: ({ id }) => void attempt(() => actions.startJob([id])),
      rewrite: (section, kind) => {
        latest.current.undo.remember(section);
        void attempt(() => actions.rewrite(section.id, kind));
      },
      undo: (section) => void attempt(() => latest.current.undo.undo(section)),
      polish: (section, beside) => {
        const target = polishTarget(section, wholeText(section.version?.text ?? ''));
        if (target) setOpened({ target, box: beside.getBoundingClientRect() });
      },
      applyPolish: (section, text) => void applyPolish(section, text, latest.current),
      showVersions: (section) => latest.current.onShowVersions(section),
      split: (section) => latest.current.shaping.openSplit(section),
      merge: (section) => latest.current.shaping.merge(section),
      unlock: (section) => latest.current.outline.put({ ...section, isLocked: false }),
    };
  }, [actions, attempt]);
  return { handlers, opened, closeOpened: () => setOpened(null) };
}

function wholeText(text: string): { start: number; end: number } {
  return { start: text.length - text.trimStart().length, end: text.trimEnd().length };
}

/** The new wording becomes a version. Where the section was changed elsewhere meanwhile, both texts stay and the writer's choice counts. */
async function applyPolish(section: Section, text: string, { actions, polish, t }: Bound & { readonly t: TFunction }): Promise<void> {
  const baseId = polish.session?.target.baseId ?? null;
  const version = { sectionId: section.id, source: 'polish', text } as const;
  try {
    const undo = (id: string) => {
      if (baseId === null) return;
      const work = actions.chooseVersion(section.id, baseId, id);
      void work.catch((error: unknown) => showFailure(t, error));
    };
    const id = await addOnTop(actions, { ...version, baseId }, () => showToast({ text: t('document.edit.merged') }));
    polish.close();
    showToast({ text: t('document.polish.applied'), action: { label: t('shell.undo'), run: () => undo(id) } });
  } catch (error) {
    showFailure(t, error);
  }
}

async function addOnTop(
  actions: DocumentActions,
  text: Parameters<DocumentActions['addVersion']>[0],
  onMerged: () => void,
): Promise<string> {
  try {
    return await actions.addVersion(text);
  } catch (error) {
    if (!isConflict(error)) throw error;
    const section = (await actions.reload()).sections.find(({ id }) => id === text.sectionId);
    const id = await actions.addVersion({ ...text, baseId: section?.version?.id ?? null });
    onMerged();
    return id;
  }
}

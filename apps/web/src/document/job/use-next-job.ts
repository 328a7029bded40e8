import type { DocumentDetail } from '@maobi/contract';
import { useEffect, useEffectEvent } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import { isCommand, isTyping } from '../../keyboard/shortcuts.ts';
import { useMeasures } from '../../language/measures.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { newId } from '../../studio/new-id.ts';
import { onceAtATime } from '../../studio/once-at-a-time.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { DocumentActions } from '../document-actions.ts';
import { settleOpenEditors } from '../editor/open-editors.ts';
import type { ModelUndo } from '../text/use-model-undo.ts';
import { useAttempt } from '../use-attempt.ts';
import { isActive, writingMs } from '../writing-progress.ts';
import { nextJob, type NextJob } from './next-job.ts';

/** What can be begun now, with what it costs; the button and the key do the same. */
export interface Beginning {
  readonly kind: NextJob['kind'];
  readonly label: string;
  /** “about 3 min”; `null`: nobody knows. */
  readonly cost: string | null;
  readonly begin: () => void;
}

interface NextJobNeeds {
  readonly detail: DocumentDetail;
  readonly actions: DocumentActions;
  readonly pace: number | null;
  readonly undo: ModelUndo;
}

/** `null`: it is being written, or nothing is left to write. */
export function useNextJob({ detail, actions, pace, undo }: NextJobNeeds): Beginning | null {
  const { t } = useTranslation();
  const measures = useMeasures();
  const attempt = useAttempt();
  const next = nextJob(detail);
  if (!next) return null;
  const ms = 'units' in next ? writingMs(next.units, pace, detail.brief.language) : null;
  return {
    kind: next.kind,
    label: t(`begin.next.${next.kind}`),
    cost: ms === null ? null : t('document.job.about', { duration: measures.roughDuration(ms) }),
    begin: () =>
      void attempt(() =>
        onceAtATime(`begin ${detail.id}`, async () => {
          // what was typed a moment ago is what the model is to read
          if (await settleOpenEditors()) await carryOut(next, { detail, actions, undo });
        }),
      ),
  };
}

async function carryOut(next: NextJob, { detail, actions, undo }: Omit<NextJobNeeds, 'pace'>): Promise<void> {
  if (next.kind === 'outline') return actions.writeOutline(newId());
  if (next.kind === 'resume') return detail.job ? actions.resumeJob(detail.job) : undefined;
  if (next.kind !== 'extend') return actions.startJob(null);
  const standing = actions.detail?.sections.find(({ id }) => id === next.section.id) ?? next.section;
  undo.remember(standing);
  return actions.rewrite(standing.id, 'extend');
}

/**
 * Ctrl or ⌘ with Enter begins what the button begins, from anywhere on the page but a field or editor, where it ends the writing in that. What it
 * has begun, and for how long, is said, as the button may be out of sight; so is that there is nothing to begin.
 */
export function useBeginKey(detail: DocumentDetail, beginning: Beginning | null): void {
  const { t } = useTranslation();
  const press = useEffectEvent((event: KeyboardEvent) => {
    const isWanted = event.key === 'Enter' && isCommand(event) && !event.shiftKey && !event.repeat && !isComposing(event);
    if (!isWanted || event.defaultPrevented || isTyping(event.target) || detail.binnedAt !== null) return;
    if (document.querySelector('[role="dialog"], [role="menu"]')) return;
    event.preventDefault();
    if (beginning) beginning.begin();
    const words = beginning ? t('begin.begun', { what: beginning.label }) : t(`begin.${nothingToBegin(detail)}`);
    showToast({ text: beginning?.cost ? words + t('begin.begunCost', { cost: beginning.cost }) : words });
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event);
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

function nothingToBegin({ job, outlineRun, sections }: DocumentDetail): 'atWork' | 'nothingLeft' | 'emptyPage' {
  if (isActive(job) || outlineRun?.endedAt === null) return 'atWork';
  return sections.some(({ count }) => count > 0) ? 'nothingLeft' : 'emptyPage';
}

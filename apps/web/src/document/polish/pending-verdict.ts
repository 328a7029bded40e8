import type { Section } from '@maobi/contract';
import type { TFunction } from 'i18next';
import { showToast } from '../../toasts/toasts.ts';
import { showSection } from '../show-section.ts';
import { showRange } from '../text/show-range.ts';
import type { PolishSession } from './use-polish.ts';

/** The section whose changes wait for a verdict. */
export interface PendingSection {
  readonly sectionId: string;
  /** In the outline, from 1. */
  readonly number: number;
}

/** `null`: no changes wait, or those of a section that is gone, which can be judged nowhere. */
export function pendingSection(session: PolishSession | null, sections: readonly Section[]): PendingSection | null {
  const index = sections.findIndex(({ id }) => id === session?.target.sectionId);
  const section = sections[index];
  return section ? { sectionId: section.id, number: index + 1 } : null;
}

export function pendingWords(t: TFunction, { number }: PendingSection): string {
  return t('wording.pending', { number });
}

/** Says that one wording is judged at a time, with the way to the one that waits. */
export function tellPending(t: TFunction, pending: PendingSection): void {
  const action = { label: t('wording.goThere'), run: () => showPending(pending) };
  showToast({ name: 'pending-verdict', text: pendingWords(t, pending), action });
}

/** Brings the passage whose changes wait into sight. */
export function showPending({ sectionId }: PendingSection): void {
  showSection(sectionId);
  // behind the section itself, which comes in the next frame
  requestAnimationFrame(() => requestAnimationFrame(() => showRange(passageRange)));
}

function passageRange(): Range | null {
  const passage = document.querySelector('[data-polish]');
  if (!passage) return null;
  const range = document.createRange();
  range.selectNodeContents(passage);
  return range;
}

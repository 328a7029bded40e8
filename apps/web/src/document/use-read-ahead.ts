import type { DocumentDetail } from '@maobi/contract';
import { useEffect } from 'react';
import { whenIdle } from '../shell/when-idle.ts';
import { client } from '../studio/client.ts';

/** Whoever goes through the sections means none of them. */
const settleMs = 600;

/**
 * Lets the studio read ahead what is probably asked for next: whoever opens a document is about to have its next section written, and whoever
 * presses on a section, or on its row of the outline, may be about to have that one written. While a job is at work it reads all there is.
 */
export function useReadAhead({ id, sections, job, binnedAt }: DocumentDetail): void {
  const isUseful = sections.length > 0 && job?.state !== 'open' && binnedAt === null;
  useEffect(() => (isUseful ? whenIdle(() => readAhead(id)) : undefined), [id, isUseful]);
  useEffect(() => {
    if (!isUseful) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onPress = ({ target }: PointerEvent) => {
      const pressed = target instanceof Element ? target.closest<HTMLElement>('[data-section-id], [data-section]') : null;
      const sectionId = pressed?.dataset['sectionId'] ?? pressed?.dataset['section'];
      if (sectionId === undefined) return;
      clearTimeout(timer);
      timer = setTimeout(() => readAhead(id, sectionId), settleMs);
    };
    document.addEventListener('pointerdown', onPress);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerdown', onPress);
    };
  }, [id, isUseful]);
}

function readAhead(id: string, sectionId?: string): void {
  // nobody asked for it, and it will be read in any case
  void client.call('warmDocument', { params: { id }, body: sectionId === undefined ? {} : { sectionId } }).catch(() => undefined);
}

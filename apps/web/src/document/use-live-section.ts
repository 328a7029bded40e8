import { countText, type DocumentDetail, type Section, type Version } from '@maobi/contract';
import { useMemo } from 'react';
import { useRunView } from '../conversation/stream/use-run-view.ts';
import type { DocumentActions } from './document-actions.ts';
import { isBeingWritten, type LiveSection } from './writing-progress.ts';

/**
 * Watches the run that writes into a section of this document; `null` while none does. Its end stays until the document has it.
 * @param isCalm for a page that shows the text by itself (`useShownRun`)
 */
export function useLiveSection(detail: DocumentDetail, actions: DocumentActions, isCalm = false): LiveSection | null {
  const version = writtenNow(detail.sections)?.version ?? null;
  const view = useRunView<Version>(version, (ended, last) => actions.takeEnd(ended, last), isCalm);
  const count = useMemo(() => countText(view?.text ?? ''), [view?.text]);
  return useMemo(() => (version && view ? { sectionId: version.sectionId, view, count } : null), [version, view, count]);
}

/** Only one section of a document is written at a time; one whose run works goes before one whose run waits. */
function writtenNow(sections: readonly Section[]): Section | undefined {
  const written = sections.filter(isBeingWritten);
  return written.find(({ state }) => state === 'writing' || state === 'reading') ?? written[0];
}

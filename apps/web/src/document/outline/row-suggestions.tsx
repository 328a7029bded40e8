import { maxHeadingLength, writtenRows, type OutlineRow, type Run, type Section } from '@maobi/contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { textLanguage } from '../../language/text-language.ts';
import { useTranslation } from '../../language/use-translation.ts';
import type { RunView } from '../../conversation/stream/run-follower.ts';
import { useRunView, type RunText } from '../../conversation/stream/use-run-view.ts';
import { errorBodyText } from '../../language/error-text.ts';
import type { DocumentActions } from '../document-actions.ts';
import { useAttempt } from '../use-attempt.ts';
import { RowPoints } from './row-points.tsx';

interface RowSuggestionsProps {
  readonly row: Section;
  readonly actions: DocumentActions;
  readonly onPick: (row: OutlineRow) => void;
  readonly onClose: () => void;
}

/** Other headings and points for one row, as the model writes them. Nothing changes until one is picked. */
export function RowSuggestions({ row, actions, onPick, onClose }: RowSuggestionsProps) {
  const { t } = useTranslation();
  const { view, run } = useSuggestionRun(row.id, actions, onClose);
  const written = useMemo(() => writtenRows(view?.text ?? ''), [view?.text]);
  const isOver = view?.phase === 'ended';
  const failure = view?.run?.error ? errorBodyText(t, view.run.error).both : t('document.outline.noSuggestions');
  const close = () => {
    if (run && !isOver) void actions.stopRun(run.id).catch(() => undefined); // it ends by itself then
    onClose();
  };
  return (
    <div className="suggestions" role="group" aria-label={t('document.outline.suggestionsFor', { heading: row.heading })}>
      <p className="note" role="status">
        {isOver ? (written.length === 0 ? failure : t('document.outline.pickOne')) : t('document.outline.suggesting')}
      </p>
      {written.map(({ heading, points }) => (
        <button
          key={heading}
          type="button"
          className="suggestion"
          onClick={() => {
            onPick({ ...row, heading: heading.trim().slice(0, maxHeadingLength) || row.heading, points });
            close();
          }}
        >
          <span className="outline-heading" lang={textLanguage(heading)}>
            {heading}
          </span>
          <RowPoints points={points} />
        </button>
      ))}
      <button type="button" className="btn plain" onClick={close}>
        {t('document.outline.keepRow')}
      </button>
    </div>
  );
}

function useSuggestionRun(sectionId: string, actions: DocumentActions, onFailed: () => void): { view: RunView | null; run: Run | null } {
  const attempt = useAttempt();
  const [written, setWritten] = useState<RunText | null>(null);
  const [ended, setEnded] = useState<RunView | null>(null);
  const isAsked = useRef(false);
  const fail = useRef(onFailed);
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    let isStarted = false;
    void attempt(async () => {
      const run = await actions.suggestRows(sectionId);
      isStarted = true;
      setWritten({ text: '', lastSeq: 0, run });
    }).then(() => {
      if (!isStarted) fail.current();
    });
  }, [sectionId, actions, attempt]);
  const view = useRunView(written, (_, last) => setEnded(last));
  return { view: ended ?? view, run: written?.run ?? null };
}

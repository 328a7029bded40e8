import { writtenRows, type Run, type WritingLanguage } from '@maobi/contract';
import { useMemo } from 'react';
import { textLanguage } from '../../language/text-language.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { readPercent, useRunView, type RunText } from '../../conversation/stream/use-run-view.ts';
import type { DocumentActions } from '../document-actions.ts';
import { useDocumentLength } from '../use-document-length.ts';
import { rowNumber } from './row-number.ts';
import { RowPoints } from './row-points.tsx';

interface GrowingOutlineProps {
  readonly run: Run;
  readonly language: WritingLanguage;
  /** Rows that stand already and stay. */
  readonly standingRows: number;
  readonly actions: DocumentActions;
}

/** The rows of an outline while the model writes them; each shows as soon as it is whole. */
export function GrowingOutline({ run, language, standingRows, actions }: GrowingOutlineProps) {
  const { t } = useTranslation();
  const length = useDocumentLength(language);
  const written = useMemo((): RunText => ({ text: '', lastSeq: 0, run }), [run]);
  const view = useRunView(written, () => actions.takeOutlineEnd());
  const rows = useMemo(() => writtenRows(view?.text ?? ''), [view?.text]);
  const reading = view?.phase === 'reading' && view.reading ? Math.floor(readPercent(view.reading)) : null;
  const words =
    view?.phase === 'writing' || view?.phase === 'ended'
      ? t('document.outline.growing', { count: rows.length })
      : reading === null
        ? t('document.outline.waiting')
        : t('document.outline.reading', { percent: reading });
  return (
    <div className="growing">
      <ol className="outline-rows" data-language={language} aria-label={t('document.outline.new')}>
        {rows.map(({ heading, points, target }, index) => (
          <li key={`${index}:${heading}`} className="outline-row" data-current>
            <span className="outline-number" aria-hidden="true">
              {rowNumber(standingRows + index + 1, language)}
            </span>
            <div className="outline-row-main">
              <span className="outline-heading" lang={textLanguage(heading)}>
                {heading}
              </span>
              <RowPoints points={points} />
              <span className="outline-facts note">{length.of(target)}</span>
            </div>
          </li>
        ))}
      </ol>
      <p className="growing-now" role="status">
        <i className={view?.phase === 'writing' ? 'dot live' : 'dot reading'} />
        {words}
      </p>
    </div>
  );
}

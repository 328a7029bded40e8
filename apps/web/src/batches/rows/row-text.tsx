import type { BatchRow, DocumentDetail } from '@maobi/contract';
import { useOptionalDocument } from '../../studio/queries.ts';
import { useLiveRow } from './live-rows.tsx';

/** The beginning of a row's text, as much as its cell holds. Only rows in sight ask for theirs. */
export function RowText({ row }: { readonly row: BatchRow }) {
  const live = useLiveRow(row.id);
  const { data: detail } = useOptionalDocument(row.documentId);
  const text = live && live.text !== '' ? live.text : textOf(detail);
  const shown = live ? endOf(text) : text.slice(0, 200);
  return (
    <span className="row-text serif" lang={detail?.brief.language === 'en' ? 'en' : 'zh-CN'}>
      {shown}
      {live && shown !== '' && <span className="brush" aria-hidden="true" />}
    </span>
  );
}

function textOf(detail: DocumentDetail | undefined): string {
  const text = detail?.sections.map(({ version }) => version?.text ?? '').join(' ') ?? '';
  return text.replaceAll(/[#*|>`-]{1,}|\s+/gu, ' ').trim();
}

/** Of what is being written its last words matter. */
function endOf(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length > 90 ? `…${line.slice(-90)}` : line;
}

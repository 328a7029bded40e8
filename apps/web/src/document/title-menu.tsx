import { Menu } from '@base-ui/react/menu';
import { imagesIn, type DocumentDetail } from '@maobi/contract';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { useTranslation } from '../language/use-translation.ts';
import { downloadExport } from './export/download-export.ts';
import { downloadMarkdown } from './export/download-markdown.ts';
import { useCopyMarkdown } from './export/use-copy-markdown.ts';
import { HistoryItems } from './history/history-items.tsx';
import { ReadingItems } from './reading/reading-items.tsx';
import { MenuFrame } from '../menu/menu-frame.tsx';
import { MenuItem } from '../menu/menu-item.tsx';
import { wantPart } from './wanted-part.ts';
import { hasText } from './writing-progress.ts';

interface TitleMenuProps {
  readonly detail: DocumentDetail;
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly onRename: () => void;
  readonly onEditBrief: () => void;
  /** `null`: a job has the document in hand, or nothing is written. */
  readonly onPolishAll: (() => void) | null;
  readonly onBin: () => void;
  /** Out of the bin. */
  readonly onRestore: () => void;
}

/** What can be done to the open document as a whole; one in the bin can be read, taken along and put back. */
export function TitleMenu({ detail, trigger, onRename, onEditBrief, onPolishAll, onBin, onRestore }: TitleMenuProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const isBinned = detail.binnedAt !== null;
  const copy = useCopyMarkdown();
  return (
    <MenuFrame trigger={trigger} align="start">
      {!isBinned && (
        <>
          <HistoryItems documentId={detail.id} />
          <MenuItem icon="edit" text={t('conversations.rename')} takesFocus onClick={onRename} />
          <MenuItem icon="settings" text={t('document.editBrief')} takesFocus onClick={onEditBrief} />
          {onPolishAll && <MenuItem icon="brush" text={t('suggestions.polishAll')} takesFocus onClick={onPolishAll} />}
        </>
      )}
      {detail.batch?.template && (
        <MenuItem icon="table" text={t('document.toBatch')} onClick={() => navigate(`/batches/${detail.batch?.id}`)} />
      )}
      {hasText(detail) && (
        <MenuItem icon="search" text={t('find.label')} takesFocus onClick={() => wantPart(isBinned ? 'find' : 'replace')} />
      )}
      {(!isBinned || hasText(detail)) && <Menu.Separator className="menu-line" />}
      <ReadingItems isChinese={detail.brief.language === 'zh'} />
      <Menu.Separator className="menu-line" />
      <MenuItem icon="copy" text={t('document.export.copy')} onClick={() => void copy(detail)} />
      <MenuItem
        icon="download"
        text={t(hasImages(detail) ? 'document.export.downloadWithImages' : 'document.export.download')}
        onClick={() => downloadMarkdown(detail)}
      />
      <MenuItem icon="download" text={t('document.export.page')} onClick={() => downloadExport(detail.id, 'html')} />
      <Menu.Separator className="menu-line" />
      {isBinned ? (
        <MenuItem icon="restore" text={t('conversations.restore')} onClick={onRestore} />
      ) : (
        <MenuItem icon="bin" text={t('conversations.toBin')} onClick={onBin} />
      )}
    </MenuFrame>
  );
}

function hasImages({ sections }: DocumentDetail): boolean {
  return sections.some(({ version }) => version !== null && imagesIn(version.text).length > 0);
}

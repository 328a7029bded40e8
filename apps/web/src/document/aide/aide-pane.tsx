import type { DocumentDetail, Section, Version } from '@maobi/contract';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { useHasBeenIdle } from '../../shell/when-idle.ts';
import { useVersions } from '../../studio/queries.ts';
import { onCommentWanted } from '../comments/shown-comment.ts';
import { useSoughtComment } from '../comments/use-sought-comment.ts';
import type { DocumentActions } from '../document-actions.ts';
import { onPartWanted } from '../wanted-part.ts';
import { AideTabs, type AideTab } from './aide-tabs.tsx';
import { EngineStrip } from './engine-strip.tsx';
import { VersionsTab } from './versions-tab.tsx';
import './aide.css';
import { orElseNever } from '../../shell/until-there.ts';

const ChecksTab = lazy(orElseNever(() => import('./checks/checks-tab.tsx').then((m) => ({ default: m.ChecksTab }))));
const CommentsTab = lazy(orElseNever(() => import('../comments/comments-tab.tsx').then((m) => ({ default: m.CommentsTab }))));
const TalkTab = lazy(orElseNever(() => import('./talk/talk-tab.tsx').then((m) => ({ default: m.TalkTab }))));
const PromptTab = lazy(orElseNever(() => import('./prompt-tab.tsx').then((m) => ({ default: m.PromptTab }))));

export interface AidePaneProps {
  readonly detail: DocumentDetail;
  /** The one that the writer is at: where they pressed or wrote last, else the one in view. */
  readonly section: Section | null;
  readonly actions: DocumentActions;
  /** Brings the text of a section into sight. */
  readonly onShow: (sectionId: string) => void;
  readonly onShowVersions: (section: Section) => void;
}

/** Beside the text: what the engine does, and what else can be known of the section in view. */
export function AidePane({ detail, section, actions, onShow, onShowVersions }: AidePaneProps) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<AideTab>('talk');
  useEffect(() => onCommentWanted(() => setTab('comments')), []);
  useEffect(() => onPartWanted((part) => (part === 'checks' || part === 'versions') && setTab(part)), []);
  useSoughtComment(detail, onShow);
  // what is beside the text can wait until that can be read
  const hasBeenIdle = useHasBeenIdle();
  const { data: versions = none } = useVersions(hasBeenIdle ? (section?.id ?? null) : null);
  return (
    <div className="aide">
      <EngineStrip detail={detail} versions={versions} />
      <AideTabs shown={tab} onShow={setTab} />
      <div className="aide-tab" role="tabpanel" id={`aide-${tab}`} aria-label={t(`aide.tab.${tab}`)}>
        <Suspense fallback={null}>
          {tab === 'talk' && hasBeenIdle && <TalkTab detail={detail} section={section} actions={actions} onShow={onShow} />}
          {tab === 'prompt' && <PromptTab detail={detail} section={section} versions={versions} />}
          {tab === 'checks' && <ChecksTab detail={detail} actions={actions} onShow={onShow} />}
          {tab === 'comments' && <CommentsTab detail={detail} onShow={onShow} />}
          {tab === 'versions' && (
            <VersionsTab detail={detail} section={section} versions={versions} actions={actions} onShowVersions={onShowVersions} />
          )}
        </Suspense>
      </div>
    </div>
  );
}

const none: readonly Version[] = [];

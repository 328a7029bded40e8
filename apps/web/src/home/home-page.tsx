import { useRef, useState, type DragEvent } from 'react';
import { useLocation } from 'wouter';
import { useTranslation } from '../language/use-translation.ts';
import { BriefBegin } from '../new-document/brief-begin.tsx';
import { BriefSheet } from '../new-document/brief-sheet.tsx';
import { useBriefForm } from '../new-document/use-brief-form.ts';
import { useOpenFile } from '../open-file/use-open-file.ts';
import { PartFailure } from '../shell/part-failure.tsx';
import { useBatches, useConversations, useModels, useRecentDocuments, useTemplateList } from '../studio/queries.ts';
import { AudienceTemplates } from './audience-templates.tsx';
import { FirstSteps } from './first-steps.tsx';
import { RecentConversations, RecentWorks } from './recent-work.tsx';
import { RunningNow } from './running-now.tsx';
import { WaysToBegin } from './ways-to-begin.tsx';
import './home.css';

/** Where a writer arrives: begin something, go on with something, see what runs. */
export function HomePage() {
  const { t } = useTranslation();
  const form = useBriefForm();
  const opening = useOpenFile();
  const [, navigate] = useLocation();
  const drop = useFileDrop((file) => void opening.openFile(file));
  const written = useRecentDocuments();
  const tables = useBatches({ inBin: false });
  const asked = useConversations({ folder: null, inBin: false });
  const models = useModels();
  // in one piece: what comes later would push the rest down
  // on a phone the model stands above it
  const isKnown = [written, tables, asked, models].every(({ isFetched }) => isFetched);
  const works = { documents: written.data ?? [], batches: tables.data ?? [] };
  const hasWorks = works.documents.length + works.batches.length > 0;
  const conversations = asked.data?.pages[0]?.conversations ?? [];
  // templates stand above them
  const hasTemplates = useTemplateList().isFetched;
  const isNew = [written.data, tables.data, asked.data?.pages[0]?.conversations].every((list) => list?.length === 0);
  return (
    <div className="page home" data-dropping={drop.isOver || undefined} {...drop.handlers}>
      <div className="home-start">
        <h1 className="page-title">{t('home.title')}</h1>
        <form onSubmit={(event) => event.preventDefault()} onKeyDown={form.onKeyDown}>
          <BriefSheet form={form} onMaterialKept={() => navigate('/documents')}>
            <BriefBegin form={form} />
          </BriefSheet>
        </form>
        <WaysToBegin opening={opening} />
      </div>
      <aside className="home-aside">
        <RunningNow />
      </aside>
      <div className="home-rest">
        {isKnown && (
          <>
            <PartFailure of={[written, tables, asked]} />
            {isNew && <FirstSteps />}
            {hasWorks && <RecentWorks {...works} />}
            <AudienceTemplates />
            {hasTemplates && conversations.length > 0 && <RecentConversations conversations={conversations} />}
          </>
        )}
      </div>
    </div>
  );
}

/** Files that are dropped anywhere on the page; of several the first. */
function useFileDrop(onFile: (file: File) => void) {
  const [isOver, setIsOver] = useState(false);
  // entering a child comes before leaving its parent
  const depth = useRef(0);
  const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const step = (event: DragEvent, by: 1 | -1) => {
    if (!holdsFiles(event)) return;
    depth.current = Math.max(0, depth.current + by);
    setIsOver(depth.current > 0);
  };
  return {
    isOver,
    handlers: {
      onDragEnter: (event: DragEvent) => step(event, 1),
      onDragLeave: (event: DragEvent) => step(event, -1),
      onDragOver: (event: DragEvent) => {
        if (holdsFiles(event)) event.preventDefault();
      },
      onDrop: (event: DragEvent) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setIsOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      },
    },
  };
}

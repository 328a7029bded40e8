import { countText, type Section, type WritingLanguage } from '@maobi/contract';
import { memo, useMemo, useRef, useState } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { useShownRun } from '../../conversation/stream/use-run-view.ts';
import { AnswerText } from '../../conversation/turn/answer-text.tsx';
import { TaskContext } from '../../conversation/markdown/task-box.tsx';
import type { DocumentActions } from '../document-actions.ts';
import { PolishReview } from '../polish/polish-review.tsx';
import type { Polish, PolishSession } from '../polish/use-polish.ts';
import { sectionAnchor } from '../show-section.ts';
import { useDocumentLength } from '../use-document-length.ts';
import { countOf, type LiveSection, type ShownState } from '../writing-progress.ts';
import { keptDraft } from './hand-edit.ts';
import { ManuscriptCells } from './manuscript-cells.tsx';
import { NearText } from './near-text.tsx';
import { SectionActions } from './section-actions.tsx';
import type { EditPoint } from '../editor/words-view.ts';
import { SectionEditor } from './section-editor.tsx';
import type { SectionHandlers } from './section-handlers.ts';
import { useEditBeginning } from './use-edit-beginning.ts';
import { useNearSection } from './use-near-section.ts';
import { useTaskToggle } from './use-task-toggle.ts';
import { SectionNotice } from './section-notice.tsx';
import { WaitingLine } from './waiting-line.tsx';
import type { UndoStep } from './use-model-undo.ts';

interface SectionViewProps {
  readonly section: Section;
  /** The one that follows. */
  readonly next: Section | undefined;
  /** So far down the document that it is not seen when that is opened. */
  readonly isFar: boolean;
  readonly state: ShownState;
  readonly live: LiveSection | null;
  readonly language: WritingLanguage;
  readonly pace: number | null;
  readonly isJobActive: boolean;
  /** The document lies in the bin. */
  readonly isReadOnly: boolean;
  /** What can be done with the model's last change. */
  readonly undoStep: UndoStep | null;
  /** Open ones on its words. */
  readonly commentCount: number;
  readonly actions: DocumentActions;
  readonly handlers: SectionHandlers;
  /** The polish of one of its passages; `null`: none. */
  readonly session: PolishSession | null;
  readonly polish: Pick<Polish, 'again' | 'close'>;
}

/** One section of the text: as prose, as it is being written, under the writer's own hands, or with changes to be judged. */
export const SectionView = memo(function SectionView(props: SectionViewProps) {
  const { section, state, live, language, handlers, session, polish, isReadOnly } = props;
  const [isEditing, setIsEditing] = useState(() => !section.isLocked && keptDraft(section) !== null);
  const [point, setPoint] = useState<EditPoint | null>(null);
  const isQuiet = live === null && !isEditing && session === null && !isReadOnly;
  const frame = useRef<HTMLElement>(null);
  const isNear = useNearSection(frame, props.isFar);
  const edit = (at: EditPoint | null) => {
    setPoint(at);
    setIsEditing(true);
  };
  const finish = () => {
    // the editor takes the focus with it when it goes
    if (frame.current?.contains(document.activeElement)) frame.current.focus({ preventScroll: true });
    setIsEditing(false);
  };
  const isOpen = isQuiet && !section.isLocked;
  const toggleTask = useTaskToggle(section, props.actions, isOpen);
  const beginning = useEditBeginning(isOpen && state !== 'queued', edit);
  return (
    <section ref={frame} className="text-section" id={sectionAnchor(section.id)} data-section-id={section.id} tabIndex={-1} {...beginning}>
      <SectionHeading {...props} />
      {isEditing && <SectionEditor {...props} point={point} onDone={finish} />}
      {!isEditing && session && (
        <PolishReview
          key={session.written.run?.id}
          session={session}
          language={language}
          onApply={(text) => handlers.applyPolish(section, text)}
          onAgain={() => void polish.again()}
          onClose={polish.close}
        />
      )}
      {!isEditing && !session && (
        <TaskContext value={toggleTask}>
          <SectionText section={section} live={live} language={language} isNear={isNear} />
        </TaskContext>
      )}
      {isQuiet && <SectionFoot {...props} isNear={isNear} onEdit={() => edit(null)} />}
    </section>
  );
});

function SectionHeading({ section, live, language }: Pick<SectionViewProps, 'section' | 'live' | 'language'>) {
  const length = useDocumentLength(language);
  const { t } = useTranslation();
  const count = countOf(section, live);
  const isWriting = live?.view.phase === 'writing';
  return (
    <h2 className={count === 0 && !live ? 'dim' : undefined}>
      <span className={isWriting ? 'side zhu' : 'side'} aria-hidden="true">
        {length.of(count > 0 ? count : section.target)}
      </span>
      {section.heading}
      {isWriting && <span className="sr">{t('document.state.writing')}</span>}
    </h2>
  );
}

/** What needs the writer and what can be done; of a far section only its room. */
function SectionFoot({ isNear, onEdit, ...props }: SectionViewProps & { readonly isNear: boolean; readonly onEdit: () => void }) {
  if (!isNear) return <div className="section-actions" />;
  return (
    <>
      <SectionNotice {...props} />
      {props.state !== 'queued' && <SectionActions {...props} onEdit={onEdit} />}
    </>
  );
}

type SectionTextProps = Pick<SectionViewProps, 'section' | 'live' | 'language'> & { readonly isNear: boolean };

function SectionText({ section, live, language, isNear }: SectionTextProps) {
  if (live) return <LiveText section={section} live={live} language={language} />;
  const text = section.version?.text ?? '';
  return (
    <>
      {text !== '' && <NearText sectionId={section.id} text={text} isNear={isNear} />}
      {section.count === 0 && <ManuscriptCells left={section.target} language={language} />}
    </>
  );
}

type LiveTextProps = Pick<SectionViewProps, 'section' | 'language'> & { readonly live: LiveSection };

/** The text that is being written, drawn with every few words; the page around it is drawn less often. */
function LiveText({ section, live, language }: LiveTextProps) {
  const view = useShownRun(section.version?.run?.id ?? null, live.view);
  // of what is shown, not of what the page around counts now and then: text and room would move what is below by a line
  const count = useMemo(() => countText(view.text), [view.text]);
  const isWriting = view.phase === 'writing';
  return (
    <>
      {(isWriting || view.text !== '') && <AnswerText text={view.text} isLive={isWriting} />}
      {!isWriting && view.phase !== 'ended' && <WaitingLine view={view} />}
      {view.phase !== 'ended' && <ManuscriptCells left={section.target - count} language={language} />}
    </>
  );
}

import { maxHeadingLength, type Section, type WritingLanguage } from '@maobi/contract';
import { memo, useEffect, useImperativeHandle, useRef, useState, type Ref, type RefObject } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { useShownRun } from '../../conversation/stream/use-run-view.ts';
import { AnswerText } from '../../conversation/turn/answer-text.tsx';
import { TaskContext } from '../../conversation/markdown/task-box.tsx';
import type { DocumentActions } from '../document-actions.ts';
import type { KeptPolish } from '../polish/kept-polish.ts';
import { PolishReview } from '../polish/polish-review.tsx';
import type { Polish, PolishSession } from '../polish/use-polish.ts';
import { useHasGoal } from '../goal.ts';
import { sectionAnchor } from '../show-section.ts';
import type { DocumentLength } from '../use-document-length.ts';
import { countOf, type LiveSection, type ShownState } from '../writing-progress.ts';
import { useWantedEditing, wantEditing } from './editing-wanted.ts';
import { handDrafts, type HandDraft } from './hand-drafts.ts';
import { HeadingWords } from './heading-words.tsx';
import { LeftDraft } from './left-draft.tsx';
import { ManuscriptRoom } from './manuscript-room.tsx';
import { SectionActions } from './section-actions.tsx';
import { SectionEditor, type SectionEditorProps } from './section-editor.tsx';
import type { SectionHandlers } from './section-handlers.ts';
import { useEditBeginning, useHandedOn, type EditBeginning } from './use-edit-beginning.ts';
import { useNearSection } from './use-near-section.ts';
import { useTaskToggle } from './use-task-toggle.ts';
import { SectionNotice } from './section-notice.tsx';
import { WaitingPolish } from './waiting-polish.tsx';
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
  readonly length: DocumentLength;
  readonly pace: number | null;
  readonly isJobActive: boolean;
  /** The document lies in the bin. */
  readonly isReadOnly: boolean;
  /** It is all of a text that nothing was planned for: its heading says nothing, and stands nowhere. */
  readonly isAlone: boolean;
  /** What can be done with the model's last change. */
  readonly undoStep: UndoStep | null;
  /** Open ones on its words. */
  readonly commentCount: number;
  readonly actions: DocumentActions;
  readonly handlers: SectionHandlers;
  /** The polish of one of its passages; `null`: none. */
  readonly session: PolishSession | null;
  readonly polish: ShownPolish;
  /** Another wording of one of its passages that was not decided on. Default: none. */
  readonly waiting?: KeptPolish | undefined;
}

export type ShownPolish = Pick<Polish, 'again' | 'close' | 'settle'>;

/** One section of the text. One that is far away is no more than its words: of a long document there are hundreds. */
export const SectionView = memo(function SectionView(props: SectionViewProps) {
  const { section, live, session } = props;
  const frame = useRef<HTMLElement>(null);
  const [isNear, comeNear] = useNearSection(frame, props.isFar);
  const beginning = useRef<EditBeginning>(null);
  const text = section.version?.text ?? '';
  const handedOn = useHandedOn(beginning, isNear, comeNear);
  const isFar = !isNear && live === null && session === null;
  return (
    <section
      ref={frame}
      className="text-section"
      id={sectionAnchor(section.id)}
      data-section-id={section.id}
      data-far={(isFar && text !== '') || undefined}
      style={{ ['--letters' as string]: text.length }}
      tabIndex={-1}
      {...handedOn}
    >
      <SectionHeading {...props} />
      {isFar ? <FarSection {...props} /> : <NearSection {...props} frame={frame} beginning={beginning} />}
    </section>
  );
});

/** Its Markdown, to be found and gone to, and the room of what can be done with it. */
function FarSection({ section, language, isReadOnly }: SectionViewProps) {
  const text = section.version?.text ?? '';
  return (
    <>
      {text !== '' && (
        <div data-text={section.id}>
          <div className="answer">
            <p className="plain-text">{text}</p>
          </div>
        </div>
      )}
      {section.count === 0 && <Room target={section.target} language={language} />}
      {!isReadOnly && <div className="section-actions" />}
    </>
  );
}

interface NearSectionProps extends SectionViewProps {
  readonly frame: RefObject<HTMLElement | null>;
  /** Gets what begins the editing. */
  readonly beginning: Ref<EditBeginning>;
}

/** How an editor is opened: where the caret goes, and what it goes on with. */
type Editing = Pick<SectionEditorProps, 'point' | 'draft'>;
const atTheEnd: Editing = { point: null, draft: null };

/** As prose, as it is being written, under the writer's own hands, or with changes to be judged. */
function NearSection({ frame, beginning, ...props }: NearSectionProps) {
  const { section, state, live, language, handlers, session, polish, isReadOnly } = props;
  const [editing, setEditing] = useState(() => (beginsOpen(props) ? atTheEnd : null));
  const isEditing = editing !== null;
  const isText = live === null && !isEditing && session === null;
  const isFresh = useFresh(isText, props.isFar);
  const isRead = !isEditing && !isReadOnly;
  const isQuiet = isText && !isReadOnly;
  const finish = () => {
    // the editor takes the focus with it when it goes
    if (frame.current?.contains(document.activeElement)) frame.current.focus({ preventScroll: true });
    setEditing(null);
  };
  const isOpen = isQuiet && !section.isLocked;
  const canBegin = isOpen && state !== 'queued';
  const toggleTask = useTaskToggle(section, props.actions, isOpen);
  useFocusAfter(session !== null, frame);
  const begin = useEditBeginning(canBegin, (point) => setEditing({ ...atTheEnd, point }));
  useImperativeHandle(beginning, () => begin);
  useWantedEditing(section.id, () => canBegin && setEditing(atTheEnd));
  return (
    <>
      {editing && <SectionEditor {...props} {...editing} isJudged={session !== null} onDone={finish} />}
      {!isEditing && session && (
        <PolishReview
          key={session.written.run?.id}
          session={session}
          language={language}
          onApply={(text) => handlers.applyPolish(section, text)}
          onAgain={() => void polish.again()}
          onClose={polish.close}
          onSettled={polish.settle}
        />
      )}
      {!isEditing && !session && (
        <TaskContext value={toggleTask}>
          <SectionText section={section} live={live} language={language} isFresh={isFresh} />
        </TaskContext>
      )}
      {isQuiet && <Unsettled {...props} canBegin={canBegin} onGoOn={(draft) => setEditing({ ...atTheEnd, draft })} />}
      {isRead && <SectionFoot {...props} onEdit={() => setEditing(atTheEnd)} />}
    </>
  );
}

/** Whether anything else ever stood in place of the text, or it was seen as the document was opened. */
function useFresh(isText: boolean, isFar: boolean): boolean {
  const [isFresh, setIsFresh] = useState(!isText || !isFar);
  if ((!isText || !isFar) && !isFresh) setIsFresh(true);
  return isFresh;
}

interface UnsettledProps extends Pick<SectionViewProps, 'section' | 'waiting' | 'handlers'> {
  readonly canBegin: boolean;
  readonly onGoOn: (draft: HandDraft) => void;
}

/** What was left on the way into the text. */
function Unsettled({ section, waiting, handlers, canBegin, onGoOn }: UnsettledProps) {
  return (
    <>
      {waiting && <WaitingPolish waiting={waiting} handlers={handlers} />}
      {canBegin && <LeftDraft section={section} onGoOn={onGoOn} />}
    </>
  );
}

/** Somebody who opens a blank page means to write, unless what was typed there waits. */
function beginsOpen({ section, isAlone, isReadOnly, live }: SectionViewProps): boolean {
  const isBlank = isAlone && section.version === null && handDrafts.of(section.id).length === 0;
  return isBlank && !isReadOnly && !section.isLocked && live === null;
}

/** The buttons of a review take the focus with them when they go: it stays with the section. */
function useFocusAfter(isJudged: boolean, frame: RefObject<HTMLElement | null>): void {
  const was = useRef(isJudged);
  useEffect(() => {
    if (was.current && !isJudged && document.activeElement === document.body) frame.current?.focus({ preventScroll: true });
    was.current = isJudged;
  }, [isJudged, frame]);
}

type SectionHeadingProps = Pick<SectionViewProps, 'section' | 'live' | 'length' | 'isAlone' | 'isReadOnly' | 'handlers'>;

function SectionHeading({ section, live, length, isAlone, isReadOnly, handlers }: SectionHeadingProps) {
  const { t } = useTranslation();
  const hasGoal = useHasGoal();
  const count = countOf(section, live);
  const isWriting = live?.view.phase === 'writing';
  if (isAlone) return <h2 className="sr">{section.heading}</h2>;
  return (
    <h2 className={count === 0 && !live && hasGoal ? 'dim' : undefined}>
      {(count > 0 || hasGoal) && (
        <span className={isWriting ? 'side zhu' : 'side'} aria-hidden="true">
          {length.of(count > 0 ? count : section.target)}
        </span>
      )}
      <HeadingWords
        words={section.heading}
        label={t('document.outline.heading')}
        longest={maxHeadingLength}
        onChange={isReadOnly || section.isLocked ? null : (heading) => handlers.rename(section, heading)}
        onEntered={() => count === 0 && wantEditing(section.id)}
      />
      {isWriting && <WritingWord />}
    </h2>
  );
}

/** The room of what is still to be written; where no length was asked for, a line to begin on. */
function Room({ target, language }: { readonly target: number; readonly language: WritingLanguage }) {
  const { t } = useTranslation();
  return useHasGoal() ? <ManuscriptRoom target={target} language={language} /> : <p className="blank-line">{t('document.blankLine')}</p>;
}

function WritingWord() {
  const { t } = useTranslation();
  return <span className="sr">{t('document.state.writing')}</span>;
}

/** What needs the writer and what can be done; only the room of it while a passage is judged or a run writes, so that nothing below moves. */
function SectionFoot({ onEdit, ...props }: SectionViewProps & { readonly onEdit: () => void }) {
  const isAtWork = props.live !== null || props.state === 'queued';
  return (
    <div className="section-foot" inert={props.session !== null}>
      {props.live === null && <SectionNotice {...props} />}
      {isAtWork ? <div className="section-actions" /> : <SectionActions {...props} onEdit={onEdit} />}
    </div>
  );
}

interface SectionTextProps extends Pick<SectionViewProps, 'section' | 'live' | 'language'> {
  /** It comes in place of something else that stood there, or is seen as the document is opened. */
  readonly isFresh: boolean;
}

function SectionText({ section, live, language, isFresh }: SectionTextProps) {
  if (live) return <LiveText section={section} live={live} language={language} />;
  const text = section.version?.text ?? '';
  return (
    <>
      {text !== '' && (
        <div data-text={section.id} data-fresh={isFresh || undefined}>
          <AnswerText text={text} isLive={false} />
        </div>
      )}
      {section.count === 0 && <Room target={section.target} language={language} />}
    </>
  );
}

type LiveTextProps = Pick<SectionViewProps, 'section' | 'language'> & { readonly live: LiveSection };

/** The text that is being written, drawn with every few words; the page around it is drawn less often. */
function LiveText({ section, live, language }: LiveTextProps) {
  const hasGoal = useHasGoal();
  const view = useShownRun(section.version?.run?.id ?? null, live.view);
  const { phase, text } = view;
  const isWriting = phase === 'writing';
  // of a text that is there already there is nothing to say until its stream tells more
  const isWaiting = !isWriting && phase !== 'ended' && (phase !== 'connecting' || text === '');
  const words = (
    <>
      {(isWriting || text !== '') && <AnswerText text={text} isLive={isWriting} />}
      {isWaiting && <WaitingLine view={view} />}
    </>
  );
  if (!hasGoal) return words;
  return (
    <ManuscriptRoom target={section.target} language={language}>
      {words}
    </ManuscriptRoom>
  );
}

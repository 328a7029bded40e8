import type { DocumentDetail, Section } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useEffectEvent, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { prepareMarkdown } from '../conversation/turn/answer-text.tsx';
import { usePhone } from '../shell/use-phone.ts';
import { useDocument } from '../studio/queries.ts';
import { whenIdle } from '../shell/when-idle.ts';
import { BinnedNote } from '../shell/binned-note.tsx';
import { LoadFailure } from '../shell/load-failure.tsx';
import { AidePane } from './aide/aide-pane.tsx';
import { onCommentWanted } from './comments/shown-comment.ts';
import { useKeptRemarks } from './comments/use-comment-actions.ts';
import { DocumentActions } from './document-actions.ts';
import { documentName } from './document-name.ts';
import { useSoughtWords } from './find/use-sought-words.ts';
import { GoalContext } from './goal.ts';
import { useHistoryKeys } from './history/use-history-keys.ts';
import { useBeginKey, useNextJob } from './job/use-next-job.ts';
import { LiveBar } from './job/live-bar.tsx';
import { OutlinePane } from './outline/outline-pane.tsx';
import { useOutline, type Outline } from './outline/use-outline.ts';
import { AideOpener } from './panes/aide-opener.tsx';
import { PaneSeparator } from './panes/pane-separator.tsx';
import { usePaneStyle } from './panes/pane-widths.ts';
import { PaneTabs, type PaneName } from './pane-tabs.tsx';
import { useReadingPreferences } from './reading/reading-preferences.ts';
import { useReadingMarks } from './reading/use-reading-marks.ts';
import { SectionAnnouncer } from './section-announcer.tsx';
import { usePolish } from './polish/use-polish.ts';
import { useShaping, type Shaping } from './shape/use-shaping.ts';
import { bringSection, onSectionWanted } from './show-section.ts';
import { SuggestionsBar } from './suggestions/suggestions-bar.tsx';
import { TextTools } from './text/text-tools.tsx';
import { prepareElements } from './text/prepared-elements.ts';
import { TextPane } from './text/text-pane.tsx';
import { useChosenSection } from './text/use-chosen-section.ts';
import { useEditKey } from './text/use-edit-key.ts';
import { useModelUndo } from './text/use-model-undo.ts';
import { usePreparedEditor } from './text/use-prepared-editor.ts';
import { useSectionInView } from './text/use-section-in-view.ts';
import { useAttempt } from './use-attempt.ts';
import { useLiveSection } from './use-live-section.ts';
import { useStopByKey } from './job/use-stop-by-key.ts';
import { usePace } from './use-pace.ts';
import { useReadAhead } from './use-read-ahead.ts';
import { onPartWanted, type WantedPart } from './wanted-part.ts';
import './comments/comments.css';
import './document.css';
import { orElseNever } from '../shell/until-there.ts';

const SplitDialog = lazy(orElseNever(() => import('./shape/split-dialog.tsx').then((m) => ({ default: m.SplitDialog }))));
const SuggestionsReview = lazy(
  orElseNever(() => import('./suggestions/suggestions-review.tsx').then((m) => ({ default: m.SuggestionsReview }))),
);
const VersionsDialog = lazy(orElseNever(() => import('./versions/versions-dialog.tsx').then((m) => ({ default: m.VersionsDialog }))));

/** A document: its outline, its text, and what helps with it. On phones one of the three at a time. */
export function DocumentPage({ documentId }: { readonly documentId: string }) {
  const { t } = useTranslation();
  useEffect(() => void prepareMarkdown(), []);
  useEffect(() => whenIdle(() => void prepareElements()), []);
  const { data: detail, error, refetch } = useDocument(documentId);
  if (detail)
    return (
      <GoalContext value={detail.brief.isOpenEnded !== true}>
        <OpenDocument key={documentId} detail={detail} />
      </GoalContext>
    );
  if (!error) return null;
  const missing = { title: t('document.missing.title'), text: t('document.missing.text'), href: '/documents', action: t('documents.new') };
  return <LoadFailure error={error} onRetry={() => void refetch()} missing={missing} />;
}

function OpenDocument({ detail }: { readonly detail: DocumentDetail }) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const isPhone = usePhone();
  const actions = useActions(detail.id);
  const page = useRef<HTMLElement>(null);
  const [pane, setPane] = usePane(page, detail.sections.length === 0 ? 'outline' : 'text');
  const [versionsOf, setVersionsOf] = useState<Section | null>(null);
  const outline = useOutline(detail, actions);
  const { reviewedId, review, leaveReview, show } = useShownSection(page, detail, outline, () => setPane('text'));
  useWantedPart(setPane, leaveReview);
  const live = useLiveSection(detail, actions, true);
  const pace = usePace(live);
  const reading = useReadingMarks(detail.id);
  const shaping = useShaping(actions);
  // beside the text, which makes room for suggestions: what waits for a verdict there is still there afterwards
  const polish = usePolish(actions, detail.sections);
  const undo = useModelUndo(actions);
  const currentId = useSectionInView(page, outline.sections.map(({ id }) => id).join());
  const chosenId = useChosenSection(page);
  useEditKey(page, currentId);
  useWork(detail, actions);
  const beginning = useNextJob({ detail, actions, pace, undo });
  useBeginKey(detail, beginning);
  const sectionOf = (sectionId: string | null) => outline.sections.find(({ id }) => id === sectionId) ?? null;
  const shared = { detail, outline, live, pace, actions };
  return (
    <div className="document" data-pane={pane} style={usePaneStyle()} {...reading}>
      {/* the text has one, which may be out of sight, or have made room for suggestions */}
      {((isPhone && pane !== 'text') || reviewedId !== null) && <h1 className="sr">{documentName(detail)}</h1>}
      <aside className="document-outline" aria-label={t('document.panes.outline')}>
        <OutlinePane {...shared} currentId={currentId} onShow={show} shaping={shaping} beginning={beginning} />
      </aside>
      <PaneSeparator pane="outline" />
      <section ref={page} className="document-text" aria-label={t('document.panes.text')} tabIndex={-1}>
        <TextTools page={page} detail={detail} outline={outline} actions={actions} isTextShown={reviewedId === null} />
        {detail.binnedAt !== null && <BinnedNote text={t('document.binned')} onRestore={() => void attempt(() => actions.restore())} />}
        <Suggestions detail={detail} actions={actions} reviewedId={reviewedId} onReview={review} />
        {reviewedId === null && (
          <TextPane {...shared} page={page} polish={polish} undo={undo} onShowVersions={setVersionsOf} shaping={shaping} />
        )}
      </section>
      <PaneSeparator pane="aide" />
      <AideOpener isOpen={pane === 'aide'} onToggle={() => setPane(pane === 'aide' ? 'text' : 'aide')} />
      <aside className="document-aide" aria-label={t('document.panes.aide')}>
        <AidePane
          {...shared}
          section={sectionOf(reviewedId) ?? sectionOf(chosenId) ?? sectionOf(currentId)}
          onShow={show}
          onShowVersions={setVersionsOf}
        />
      </aside>
      <LiveBar {...shared} onShow={show} />
      <PaneTabs shown={pane} onShow={setPane} />
      <SectionAnnouncer detail={detail} live={live} />
      <Dialogs {...{ detail, actions, shaping, versionsOf }} splitting={sectionOf(shaping.splittingId)} onShowVersions={setVersionsOf} />
    </div>
  );
}

function useActions(documentId: string): DocumentActions {
  const cache = useQueryClient();
  return useMemo(() => new DocumentActions(cache, documentId), [cache, documentId]);
}

/** Which of the three is shown where there is no room for all: the aide when a comment is to be read, the text when it is pressed. */
function usePane(page: RefObject<HTMLElement | null>, first: PaneName) {
  const [pane, setPane] = useState(first);
  useEffect(() => {
    const frame = page.current;
    const stop = onCommentWanted(() => {
      setPane('aide');
      useReadingPreferences.setState({ isFocused: false }); // which shows the text alone
    });
    const showText = () => setPane('text');
    frame?.addEventListener('pointerdown', showText);
    return () => {
      stop();
      frame?.removeEventListener('pointerdown', showText);
    };
  }, [page]);
  return [pane, setPane] as const;
}

/** Finding needs the text in sight, and what is beside the text its own pane. */
function useWantedPart(showPane: (pane: PaneName) => void, leaveReview: () => void): void {
  const onWanted = useEffectEvent((part: WantedPart) => {
    if (part === 'find' || part === 'replace') {
      leaveReview();
      showPane('text');
    } else if (part === 'checks' || part === 'versions') {
      showPane('aide');
      useReadingPreferences.setState({ isFocused: false }); // which shows the text alone
    }
  });
  useEffect(() => onPartWanted((part) => onWanted(part)), []);
}

/** What begins or goes on by itself while the page is open, and the key that stops the job. */
function useWork(detail: DocumentDetail, actions: DocumentActions): void {
  useReadAhead(detail);
  useKeptRemarks(detail.id, detail.binnedAt !== null);
  useStopByKey(detail, actions);
  useHistoryKeys(detail, actions);
  usePreparedEditor(detail.binnedAt === null);
}

interface DialogsProps {
  readonly detail: DocumentDetail;
  readonly actions: DocumentActions;
  readonly splitting: Section | null;
  readonly shaping: Shaping;
  readonly versionsOf: Section | null;
  readonly onShowVersions: (section: Section | null) => void;
}

/** What lies over the page while a section is split, or its versions are compared. */
function Dialogs({ detail, actions, splitting, shaping, versionsOf, onShowVersions }: DialogsProps) {
  return (
    <Suspense fallback={null}>
      {/* places in one text mean nothing in another */}
      {splitting && <SplitDialog key={splitting.version?.id} section={splitting} shaping={shaping} />}
      {versionsOf && <VersionsDialog section={versionsOf} detail={detail} actions={actions} onClose={() => onShowVersions(null)} />}
    </Suspense>
  );
}

/** The section whose suggestion stands in place of the text, and the way to bring the text of a section into sight, wherever that is asked for. */
function useShownSection(page: RefObject<HTMLElement | null>, { id: documentId }: DocumentDetail, outline: Outline, showText: () => void) {
  const { sections } = outline;
  const [reviewedId, setReviewedId] = useState<string | null>(null);
  const review = (sectionId: string | null) => {
    setReviewedId(sectionId);
    if (sectionId === null && reviewedId !== null) bringSection(reviewedId);
    if (sectionId !== null) requestAnimationFrame(() => page.current?.scrollTo({ top: 0 }));
  };
  const show = (sectionId: string) => {
    review(null);
    showText();
    bringSection(sectionId);
  };
  const onWanted = useEffectEvent((sectionId: string) => sections.some(({ id }) => id === sectionId) && show(sectionId));
  useEffect(() => onSectionWanted((sectionId) => onWanted(sectionId)), []);
  useSoughtWords(documentId, sections, show);
  return { reviewedId, review, leaveReview: () => setReviewedId(null), show };
}

interface SuggestionsProps {
  readonly detail: DocumentDetail;
  readonly actions: DocumentActions;
  /** The section whose suggestion is judged. */
  readonly reviewedId: string | null;
  readonly onReview: (sectionId: string | null) => void;
}

/** That suggestions wait, or the suggestions in place of the text. */
function Suggestions({ detail, actions, reviewedId, onReview }: SuggestionsProps) {
  if (reviewedId === null) return <SuggestionsBar detail={detail} onReview={onReview} />;
  return (
    <Suspense fallback={null}>
      <SuggestionsReview detail={detail} sectionId={reviewedId} actions={actions} onShow={onReview} onClose={() => onReview(null)} />
    </Suspense>
  );
}

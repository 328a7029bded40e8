import { hasOwnHeading, type DocumentDetail, type PolishKind, type Section } from '@maobi/contract';
import { useEffect, useMemo, useRef, useState, type ClipboardEvent, type RefObject } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { isComposing } from '../../keyboard/composition.ts';
import { isCommand } from '../../keyboard/shortcuts.ts';
import { RemarkBubble } from '../comments/remark-bubble.tsx';
import { wantComment } from '../comments/shown-comment.ts';
import { useCommentKey } from '../comments/use-comment-key.ts';
import { useCommentMarks } from '../comments/use-comment-marks.ts';
import { usePlacedComments, type PlacedComment } from '../comments/use-placed-comments.ts';
import type { DocumentActions } from '../document-actions.ts';
import { documentName } from '../document-name.ts';
import { firstDrawn, useDrawn } from '../first-screens.ts';
import type { Outline } from '../outline/use-outline.ts';
import { CommentOnly } from '../polish/comment-only.tsx';
import { pendingSection } from '../polish/pending-verdict.ts';
import { PolishActions } from '../polish/polish-actions.tsx';
import { PolishBubble } from '../polish/polish-bubble.tsx';
import type { PolishTarget } from '../polish/polish-target.ts';
import type { Polish } from '../polish/use-polish.ts';
import { useSelection, type SelectedPassage } from '../polish/use-selection.ts';
import type { Shaping } from '../shape/use-shaping.ts';
import { useAttempt } from '../use-attempt.ts';
import { useDocumentLength } from '../use-document-length.ts';
import { isActive, isRunning, shownState, type LiveSection } from '../writing-progress.ts';
import { copiedText } from './copied-text.ts';
import { wantEditing } from './editing-wanted.ts';
import { HeadingWords } from './heading-words.tsx';
import { SectionView, type ShownPolish } from './section-view.tsx';
import type { ModelUndo } from './use-model-undo.ts';
import { useKeptPlace, useOpening } from './use-kept-place.ts';
import { useSectionHandlers, type OpenedPolish } from './use-section-handlers.ts';

interface TextPaneProps {
  readonly page: RefObject<HTMLElement | null>;
  readonly detail: DocumentDetail;
  readonly outline: Outline;
  readonly live: LiveSection | null;
  readonly pace: number | null;
  readonly actions: DocumentActions;
  readonly polish: Polish;
  readonly undo: ModelUndo;
  readonly onShowVersions: (section: Section) => void;
  readonly shaping: Shaping;
}

/** The document as prose, section by section, and what can be done to its words. */
export function TextPane({ page, detail, outline, live, pace, actions, polish, undo, onShowVersions, shaping }: TextPaneProps) {
  const { t } = useTranslation();
  const placed = usePlacedComments(detail.id, outline.sections);
  useCommentMarks(page, placed, outline.sections);
  const counts = useMemo(() => openIn(placed), [placed]);
  const showComments = (sectionId: string) => wantFirst(placed, sectionId);
  const bound = { actions, outline, polish, undo, onShowVersions, shaping, showComments };
  const { handlers, opened, closeOpened } = useSectionHandlers(bound);
  const { language, isOpenEnded } = detail.brief;
  const { again, close, settle } = polish;
  const { sections } = outline;
  const length = useDocumentLength(language);
  const { article, isDrawn, isFar } = useOpenedText(detail, sections);
  return (
    <>
      <article ref={article} className="prose" lang={language === 'zh' ? 'zh-CN' : 'en'} onCopy={copyText}>
        <Title detail={detail} actions={actions} />
        {sections.length === 0 && (
          <p className="prose-empty">{isRunning(detail.outlineRun) ? t('document.planning') : t('document.noOutline')}</p>
        )}
        {sections.map(
          (section, index) =>
            isDrawn(index) && (
              <SectionView
                key={section.id}
                section={section}
                next={sections[index + 1]}
                isFar={isFar(index)}
                state={shownState(section, detail, live)}
                live={live?.sectionId === section.id ? live : null}
                language={language}
                length={length}
                pace={pace}
                isJobActive={isActive(detail.job)}
                isReadOnly={detail.binnedAt !== null}
                isAlone={isOpenEnded === true && !hasOwnHeading(detail, sections, index)}
                undoStep={undo.stepOf(section)}
                commentCount={counts.get(section.id) ?? 0}
                actions={actions}
                handlers={handlers}
                session={polish.session?.target.sectionId === section.id ? polish.session : null}
                polish={polish.session?.target.sectionId === section.id ? { again, close, settle } : idle}
                waiting={polish.session ? undefined : polish.waiting.find(({ sectionId }) => sectionId === section.id)}
              />
            ),
        )}
      </article>
      <PassagePolish
        page={page}
        detail={detail}
        sections={detail.binnedAt === null ? sections : noSections}
        pace={pace}
        isWriting={live !== null}
        polish={polish}
        opened={opened}
        onCloseOpened={closeOpened}
      />
    </>
  );
}

/** Which sections stand there by now, and which of them are far from where the text is opened. */
function useOpenedText(detail: DocumentDetail, sections: readonly Section[]) {
  const article = useRef<HTMLElement>(null);
  const opening = useOpening(detail.id, sections);
  const { from, to } = firstDrawn(sections, detail.brief.language, opening?.index ?? 0);
  const isWhole = useDrawn(sections.length, to) >= sections.length;
  useKeptPlace(article, detail.id, opening, isWhole);
  return { article, isDrawn: (index: number) => isWhole || index < to, isFar: (index: number) => index < from || index >= to };
}

/** What the document is called; a press changes it. */
function Title({ detail, actions }: Pick<TextPaneProps, 'detail' | 'actions'>) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const { title, brief, binnedAt, sections } = detail;
  // what nobody has named yet has a topic that says no more than that
  const isUnnamed = title === '' && brief.isOpenEnded === true;
  const rename = (typed: string) => void attempt(() => actions.rename(typed));
  const goOn = () => {
    const [first] = sections;
    if (first?.count === 0) wantEditing(first.id);
  };
  return (
    <h1>
      <HeadingWords
        words={isUnnamed ? '' : documentName(detail)}
        placeholder={brief.topic}
        label={t('conversations.titleLabel')}
        longest={longestTitle}
        onChange={binnedAt === null ? rename : null}
        onEntered={goOn}
      />
    </h1>
  );
}

const longestTitle = 200;

/** Other programs get the words alone. An editor that is open has its own way. */
function copyText(event: ClipboardEvent<HTMLElement>): void {
  const selection = document.getSelection();
  const isEditing = event.target instanceof Element && event.target.closest('.section-editor') !== null;
  if (isEditing || event.isDefaultPrevented() || !selection || selection.isCollapsed) return;
  const copied = copiedText(selection.getRangeAt(0));
  if (!copied) return;
  event.preventDefault();
  event.clipboardData.setData('text/html', copied.html);
  event.clipboardData.setData('text/plain', copied.plain);
}

/** Shows the first open comment of a section. */
function wantFirst(placed: readonly PlacedComment[], sectionId: string): void {
  const first = placed.find(({ comment, place }) => comment.resolvedAt === null && place?.sectionId === sectionId);
  if (first) wantComment(first.comment.id);
}

/** How many open comments there are in each section. */
function openIn(placed: readonly PlacedComment[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { comment, place } of placed) {
    if (place && comment.resolvedAt === null) counts.set(place.sectionId, (counts.get(place.sectionId) ?? 0) + 1);
  }
  return counts;
}

const idle: ShownPolish = { again: async () => undefined, close: () => undefined, settle: () => undefined };
const noSections: readonly Section[] = [];

interface PassagePolishProps extends Pick<TextPaneProps, 'page' | 'detail' | 'pace'> {
  readonly sections: readonly Section[];
  readonly isWriting: boolean;
  readonly polish: Polish;
  readonly opened: OpenedPolish | null;
  readonly onCloseOpened: () => void;
}

/** What can be done with the words that are selected, or with the whole section that it was opened for. */
function PassagePolish({ page, detail, sections, pace, isWriting, polish, opened, onCloseOpened }: PassagePolishProps) {
  const pending = pendingSection(polish.session, sections);
  const { selected, isOffered, dismiss } = useOfferedSelection(page, sections, pending !== null);
  const [remarked, remark] = useState<SelectedPassage | null>(null);
  useCommentKey(page, sections, remark);
  const hasKeyFocus = useSelectionKey();
  const shown = opened ?? (isOffered ? selected : null);
  const editor = opened ? null : (selected?.editor ?? null);
  const close = () => {
    if (opened) onCloseOpened();
    dismiss();
  };
  if (remarked) {
    const end = () => {
      close();
      remark(null);
    };
    return <RemarkBubble passage={remarked} page={page} onClose={end} />;
  }
  if (!shown) return null;
  const { target, box } = shown;
  const begin = async (wanted: PolishTarget, kind: PolishKind, instruction?: string) => {
    close();
    const baseId = editor ? (await editor.settle())?.versionId : wanted.baseId;
    if (!baseId) return;
    document.getSelection()?.removeAllRanges();
    await polish.begin({ ...wanted, baseId }, kind, instruction);
  };
  const leave = () => {
    // the key may have taken the writer out of the editor
    if (document.activeElement?.closest('.polish-bubble')) editor?.focus();
    close();
  };
  const onComment = shown === selected ? () => remark(selected) : undefined;
  return (
    <PolishBubble box={box} page={page} takesFocus={opened !== null || hasKeyFocus} onClose={leave}>
      {target && !pending ? (
        <PolishActions
          target={target}
          language={detail.brief.language}
          pace={pace}
          isWriting={isWriting}
          cutAt={shown === selected && selected.goesOn ? selected.section.heading : undefined}
          onBegin={(kind, instruction) => void begin(target, kind, instruction)}
          {...(onComment ? { onComment } : {})}
        />
      ) : (
        <CommentOnly pending={pending} onComment={onComment} />
      )}
    </PolishBubble>
  );
}

/** The selection, and whether what can be done with it is shown: until it is put away, or until changes begin or cease to wait for a verdict. */
function useOfferedSelection(page: TextPaneProps['page'], sections: readonly Section[], isPending: boolean) {
  const selected = useSelection(page, sections);
  const [dismissed, setDismissed] = useState<SelectedPassage | null>(null);
  const [wasPending, setWasPending] = useState(isPending);
  if (wasPending !== isPending) {
    setWasPending(isPending);
    setDismissed(selected); // the text moves under what stood beside it
  }
  return { selected, isOffered: selected !== dismissed, dismiss: () => setDismissed(selected) };
}

/** Whether the key was pressed that takes a writer without a mouse to what can be done with the selection. */
function useSelectionKey(): boolean {
  const [isPressed, setIsPressed] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isCommand(event) || event.shiftKey || event.key.toLowerCase() !== 'j' || isComposing(event)) return;
      // without a selection the key is the browser's
      if (document.getSelection()?.isCollapsed !== false) return;
      event.preventDefault();
      setIsPressed(true);
    };
    const onChange = () => setIsPressed(false);
    addEventListener('keydown', onKeyDown);
    document.addEventListener('selectionchange', onChange);
    return () => {
      removeEventListener('keydown', onKeyDown);
      document.removeEventListener('selectionchange', onChange);
    };
  }, []);
  return isPressed;
}

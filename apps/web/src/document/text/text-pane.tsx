import type { DocumentDetail, Section } from '@maobi/contract';
import { useEffect, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { isComposing } from '../../keyboard/composition.ts';
import { isCommand } from '../../keyboard/shortcuts.ts';
import type { DocumentActions } from '../document-actions.ts';
import { documentName } from '../document-name.ts';
import type { Outline } from '../outline/use-outline.ts';
import { PolishBubble } from '../polish/polish-bubble.tsx';
import type { Polish } from '../polish/use-polish.ts';
import { useSelection } from '../polish/use-selection.ts';
import type { Shaping } from '../shape/use-shaping.ts';
import { isActive, isRunning, shownState, type LiveSection } from '../writing-progress.ts';
import { SectionView } from './section-view.tsx';
import type { ModelUndo } from './use-model-undo.ts';
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
  const { handlers, opened, closeOpened } = useSectionHandlers({ actions, outline, polish, undo, onShowVersions, shaping });
  const { brief, job } = detail;
  const { language } = brief;
  const isJobActive = isActive(job);
  const { again, close } = polish;
  return (
    <>
      <article className="prose" lang={language === 'zh' ? 'zh-CN' : 'en'}>
        <h1>{documentName(detail)}</h1>
        {outline.sections.length === 0 && (
          <p className="prose-empty">{isRunning(detail.outlineRun) ? t('document.planning') : t('document.noOutline')}</p>
        )}
        {outline.sections.map((section, index) => (
          <SectionView
            key={section.id}
            section={section}
            next={outline.sections[index + 1]}
            isFar={index >= seenAtFirst}
            state={shownState(section, detail, live)}
            live={live?.sectionId === section.id ? live : null}
            language={language}
            pace={pace}
            isJobActive={isJobActive}
            isReadOnly={detail.binnedAt !== null}
            canUndo={undo.canUndo(section)}
            actions={actions}
            handlers={handlers}
            session={polish.session?.target.sectionId === section.id ? polish.session : null}
            polish={polish.session?.target.sectionId === section.id ? { again, close } : idle}
          />
        ))}
      </article>
      <PassagePolish
        page={page}
        detail={detail}
        sections={detail.binnedAt === null ? outline.sections : noSections}
        pace={pace}
        isWriting={live !== null}
        polish={polish}
        opened={opened}
        onCloseOpened={closeOpened}
      />
    </>
  );
}

const idle: Pick<Polish, 'again' | 'close'> = { again: async () => undefined, close: () => undefined };
/** Sections that a page may show when it is opened. */
const seenAtFirst = 12;
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
  const selected = useSelection(page, sections);
  const [dismissed, setDismissed] = useState<object | null>(null);
  const hasKeyFocus = useSelectionKey();
  const shown = opened ?? (selected === dismissed ? null : selected);
  // one whose section is gone meanwhile can be judged nowhere
  const isJudging = sections.some(({ id }) => id === polish.session?.target.sectionId);
  if (!shown || isJudging) return null;
  const close = () => {
    if (opened) onCloseOpened();
    setDismissed(selected);
  };
  return (
    <PolishBubble
      box={shown.box}
      page={page}
      takesFocus={opened !== null || hasKeyFocus}
      target={shown.target}
      language={detail.brief.language}
      pace={pace}
      isWriting={isWriting}
      onBegin={(kind, instruction) => {
        close();
        document.getSelection()?.removeAllRanges();
        void polish.begin(shown.target, kind, instruction);
      }}
      onClose={close}
    />
  );
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

import { countText, type PolishKind, type Section, type WritingLanguage } from '@maobi/contract';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { isComposing } from '../../keyboard/composition.ts';
import { isSaving } from '../../keyboard/shortcuts.ts';
import type { DocumentActions } from '../document-actions.ts';
import { useHasGoal } from '../goal.ts';
import { useDocumentLength } from '../use-document-length.ts';
import { registerEditor, type Settled } from '../editor/open-editors.ts';
import { PendingPastes } from '../editor/pending-pastes.ts';
import type { RichTextHandle } from '../editor/rich-text.tsx';
import type { WrittenPassage } from '../editor/selected-words.ts';
import type { EditPoint } from '../editor/words-view.ts';
import type { HandDraft } from './hand-drafts.ts';
import { RichField } from './rich-field.tsx';
import type { SectionHandlers } from './section-handlers.ts';
import { longestRichText, readsSource, rememberSource } from './source-mode.ts';
import { SourceField } from './source-field.tsx';
import { useEditorLeaving } from './use-editor-leaving.ts';
import { useHandEdit } from './use-hand-edit.ts';

export interface SectionEditorProps {
  readonly section: Section;
  readonly language: WritingLanguage;
  readonly actions: DocumentActions;
  readonly point: EditPoint | null;
  /** What it goes on with; `null`: the text that counts. */
  readonly draft: HandDraft | null;
  readonly pace: number | null;
  readonly handlers: Pick<SectionHandlers, 'whyNoPolish' | 'polishPassage'>;
  /** Changes of the section wait for a verdict, which the editor makes room for. */
  readonly isJudged: boolean;
  readonly onDone: () => void;
}

/** A section's text changed by hand, as it looks or as its Markdown. Leaving it keeps what was written, as does every twentieth second. */
export function SectionEditor({ section, language, actions, point, draft, pace, handlers, isJudged, onDone }: SectionEditorProps) {
  const { t } = useTranslation();
  const editor = useRef<RichTextHandle>(null);
  const [pending] = useState(() => new PendingPastes());
  const editing = useHandEdit({ section, actions, draft, onDone, pending, editor });
  const { text, change, savedAt, isUnsaved, keep, giveWay, finish, settle, discard } = editing;
  const frame = useOpenEditor({ sectionId: section.id, editor, settle });
  const leave = () => void finish();
  useEditorLeaving(frame, { section, isJudged, onLeft: leave, onAside: () => void keep(), onChanged: () => void giveWay() });
  const [isSource, setIsSource] = useState(readsSource);
  const isLong = text.length > longestRichText;
  const toggle = async () => {
    await pending.settled();
    editor.current?.flush();
    rememberSource(!isSource);
    setIsSource(!isSource);
  };
  const polish = async (written: WrittenPassage, kind: PolishKind) => {
    const baseId = (await settle())?.versionId;
    // in the editor it was asked for from a line of its own
    if (baseId) handlers.polishPassage({ sectionId: section.id, baseId, ...written, addsParagraph: true }, kind);
  };
  const field = { text, sectionId: section.id, label: t('document.edit.text', { heading: section.heading }), onChange: change, pending };
  return (
    <div
      ref={frame}
      className="section-editor"
      role="group"
      aria-label={t('document.edit.label', { heading: section.heading })}
      onKeyDown={(event) => actOnKey(event, leave, keep)}
    >
      {isSource || isLong ? (
        <SourceField {...field} />
      ) : (
        <RichField
          {...field}
          point={point}
          model={{ language, pace, whyNot: handlers.whyNoPolish }}
          onPolish={(written, kind) => void polish(written, kind)}
          ref={editor}
        />
      )}
      <div className="section-editor-bar">
        <EditorNote section={section} language={language} text={text} savedAt={savedAt} isUnsaved={isUnsaved} />
        {!isLong && (
          <button type="button" className="btn plain" onClick={() => void toggle()}>
            {isSource ? t('editor.toWords') : t('editor.toSource')}
          </button>
        )}
        <button type="button" className="btn plain" onClick={() => void discard()}>
          {t('document.edit.discard')}
        </button>
        <button type="button" className="btn" onClick={leave}>
          {t('document.edit.done')}
          <kbd className="keycap no-phone">Esc</kbd>
        </button>
      </div>
    </div>
  );
}

interface EditorNoteProps extends Pick<SectionEditorProps, 'section' | 'language'> {
  readonly text: string;
  readonly savedAt: string | null;
  readonly isUnsaved: boolean;
}

/** How long the text is, and where it is kept. */
function EditorNote({ section, language, text, savedAt, isUnsaved }: EditorNoteProps) {
  const { t } = useTranslation();
  const kept = text.length > longestRichText ? t('editor.sourceOnly') : (savedAt ?? t('document.edit.note'));
  const length = useDocumentLength(language);
  return (
    <span className="note">
      {useHasGoal() ? length.ofTarget(countText(text), section.target) : length.of(countText(text))}
      <i className="sep" />
      {isUnsaved ? t('document.edit.unsaved') : kept}
    </span>
  );
}

function actOnKey(event: KeyboardEvent, leave: () => void, keep: () => Promise<unknown>): void {
  if (finishesEdit(event)) leave();
  if (savesNow(event)) void keep();
}

/** Whether this key ends the editing; it does nothing else then. */
function finishesEdit(event: KeyboardEvent): boolean {
  if (isComposing(event)) return false;
  if (event.key !== 'Escape' && !(event.key === 'Enter' && !event.shiftKey && (event.ctrlKey || event.metaKey))) return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

/** Whether it is the key that saves in other programs: what was typed is kept at once, and the editor stays. */
function savesNow(event: KeyboardEvent): boolean {
  if (isComposing(event) || !isSaving(event.nativeEvent)) return false;
  event.preventDefault();
  return true;
}

interface OpenEditorNeeds {
  readonly sectionId: string;
  readonly editor: RefObject<RichTextHandle | null>;
  readonly settle: () => Promise<Settled | null>;
}

/** Makes the editor known under the element that the result is given to. */
function useOpenEditor({ sectionId, editor, settle }: OpenEditorNeeds): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  const settleNow = useEffectEvent(settle);
  useEffect(() => {
    if (!frame.current) return;
    registerEditor(frame.current, {
      sectionId,
      selected: () => editor.current?.selected() ?? null,
      settle: () => settleNow(),
      focus: () => editor.current?.focus(),
    });
  }, [editor, sectionId]);
  return frame;
}

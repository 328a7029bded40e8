import { countText, type Section, type WritingLanguage } from '@maobi/contract';
import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { fitHeight } from '../../conversation/composer/text-field.ts';
import { isComposing } from '../../keyboard/composition.ts';
import { useMeasures } from '../../language/measures.ts';
import { showFailure } from '../../toasts/show-failure.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { DocumentActions } from '../document-actions.ts';
import { useDocumentLength } from '../use-document-length.ts';
import { HandEdit } from './hand-edit.ts';

interface SectionEditorProps {
  readonly section: Section;
  readonly language: WritingLanguage;
  readonly actions: DocumentActions;
  readonly onDone: () => void;
}

const saveEveryMs = 20_000;

/** The Markdown of a section, changed by hand. Leaving it keeps what was written, as does every twentieth second. */
export function SectionEditor({ section, language, actions, onDone }: SectionEditorProps) {
  const { t } = useTranslation();
  const length = useDocumentLength(language);
  const field = useRef<HTMLTextAreaElement>(null);
  const { text, change, savedAt, finish, discard } = useHandEdit(section, actions, onDone);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [text]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    event.stopPropagation();
    void finish();
  };
  const onBlur = (event: FocusEvent) => {
    // another window is no other place in this one
    if (document.hasFocus() && !event.currentTarget.contains(event.relatedTarget)) void finish();
  };
  return (
    <div
      className="section-editor"
      role="group"
      aria-label={t('document.edit.label', { heading: section.heading })}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      <textarea
        ref={field}
        aria-label={t('document.edit.text', { heading: section.heading })}
        value={text}
        rows={6}
        onChange={(event) => change(event.target.value)}
      />
      <div className="section-editor-bar">
        <span className="note">
          {length.ofTarget(countText(text), section.target)}
          <i className="sep" />
          {savedAt ?? t('document.edit.note')}
        </span>
        <button type="button" className="btn plain" onClick={() => void discard()}>
          {t('document.edit.discard')}
        </button>
        <button type="button" className="btn" onClick={() => void finish()}>
          {t('document.edit.done')}
          <kbd className="keycap no-phone">Esc</kbd>
        </button>
      </div>
    </div>
  );
}

function useHandEdit(section: Section, actions: DocumentActions, onDone: () => void) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const [edit] = useState(() => new HandEdit(section, actions));
  const [text, setText] = useState(edit.text);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const isDone = useRef(false);
  const save = async (): Promise<boolean> => {
    try {
      const outcome = await edit.save();
      if (outcome !== 'waits') setSavedAt(t('document.edit.savedAt', { time: measures.moment(new Date().toISOString()) }));
      if (outcome === 'merged') showToast({ text: t('document.edit.merged') });
      if (outcome === 'waits') showToast({ text: t('document.edit.waits') });
      return outcome !== 'waits';
    } catch (error) {
      showFailure(t, error);
      return false;
    }
  };
  const latestSave = useRef(save);
  useEffect(() => {
    latestSave.current = save;
  });
  useEffect(() => {
    const timer = setInterval(() => void latestSave.current(), saveEveryMs);
    return () => clearInterval(timer);
  }, []);
  const finish = async () => {
    if (isDone.current) return;
    isDone.current = true;
    isDone.current = await save();
    if (isDone.current) onDone();
  };
  const discard = async () => {
    isDone.current = true;
    await edit.discard().catch((error: unknown) => showFailure(t, error));
    onDone();
  };
  const change = (next: string) => {
    setText(next);
    edit.change(next);
  };
  return { text, change, savedAt, finish, discard };
}

import type { Section } from '@maobi/contract';
import type { TFunction } from 'i18next';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { afterComposition } from '../../keyboard/composition.ts';
import { useMeasures } from '../../language/measures.ts';
import { errorText } from '../../language/error-text.ts';
import { onReturn } from '../../studio/connection.ts';
import { mayWorkLater } from '../../studio/may-work-later.ts';
import { showFailure } from '../../toasts/show-failure.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { DocumentActions } from '../document-actions.ts';
import type { Settled } from '../editor/open-editors.ts';
import type { PendingPastes } from '../editor/pending-pastes.ts';
import { useWhenLeft } from '../use-when-left.ts';
import type { HandDraft } from './hand-drafts.ts';
import { HandEdit } from './hand-edit.ts';

const saveEveryMs = 20_000;

interface HandEditing {
  readonly section: Section;
  readonly actions: DocumentActions;
  /** What it goes on with; `null`: the text that counts. */
  readonly draft: HandDraft | null;
  readonly onDone: () => void;
  /** Closing waits for what was pasted. */
  readonly pending: PendingPastes;
  /** Brings what was typed in the last moment. */
  readonly editor: RefObject<{ readonly flush: () => void } | null>;
}

/**
 * A section's text while it is changed by hand: kept in the browser at once, saved when it is left and every twentieth second, and as soon as the
 * studio is back where it was gone.
 */
export function useHandEdit({ section, actions, draft, onDone, pending, editor }: HandEditing) {
  const [edit] = useState(() => new HandEdit(section, actions, draft));
  useEffect(() => edit.hold(), [edit]);
  const [text, setText] = useState(edit.text);
  const isDone = useRef(false);
  const isDiscarded = useRef(false);
  const { save, savedAt, isUnsaved } = useSaving(edit, editor);
  useRegularSaving(save);
  const finish = async (): Promise<boolean> => {
    if (isDone.current) return false;
    isDone.current = true;
    await pending.settled();
    if (isDiscarded.current) return false;
    isDone.current = await save();
    if (isDone.current) onDone();
    return isDone.current;
  };
  const giveWay = async () => {
    const isKept = await save();
    const counted = actions.detail?.sections.find(({ id }) => id === section.id)?.version?.id ?? null;
    if (isKept && edit.baseId !== counted) await finish();
  };
  const settle = async (): Promise<Settled | null> => ((await finish()) ? { versionId: edit.baseId } : null);
  useWhenLeft(() => {
    if (!isDiscarded.current) void save().finally(() => edit.leave());
  });
  const discard = useDiscard(edit, {
    begin: () => {
      if (isDiscarded.current) return false;
      editor.current?.flush();
      [isDone.current, isDiscarded.current] = [true, true];
      return true;
    },
    giveUp: () => ([isDone.current, isDiscarded.current] = [false, false]),
    onDone,
  });
  const change = (next: string) => {
    // the editor's last words may come when they are wanted no more
    if (isDiscarded.current) return;
    setText(next);
    edit.change(next);
  };
  /**
   * @property giveWay ends the editing where another text has come to count meanwhile
   * @property isUnsaved what was typed could not be saved, and lies in this browser until it can
   */
  return { text, change, savedAt, isUnsaved, keep: save, giveWay, finish, settle, discard };
}

interface Discarding {
  /** Whether it may begin: it has not yet. */
  readonly begin: () => boolean;
  /** What was typed could not be kept: the editor goes on. */
  readonly giveUp: () => void;
  readonly onDone: () => void;
}

/** Goes back to the text from before the editing, and offers the way back. */
function useDiscard(edit: HandEdit, { begin, giveUp, onDone }: Discarding): () => Promise<void> {
  const { t } = useTranslation();
  const tell = (error: unknown) => showFailure(t, error);
  return async () => {
    if (!begin()) return;
    const outcome = await edit.discard().catch((error: unknown) => {
      tell(error);
      return null;
    });
    if (outcome === 'waits') showToast({ text: t('document.edit.waits') });
    if (outcome === null || outcome === 'waits') return giveUp();
    if (outcome !== 'nothing') {
      const undo = () => void outcome().catch(tell);
      showToast({ text: t('document.edit.discarded'), action: { label: t('shell.undo'), run: undo } });
    }
    onDone();
  };
}

/** How it is saved, and what is told of that. */
function useSaving(edit: HandEdit, editor: HandEditing['editor']) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [isUnsaved, setIsUnsaved] = useState(false);
  const isWaitTold = useRef(false);
  const save = async (): Promise<boolean> => {
    editor.current?.flush();
    try {
      const outcome = await edit.save();
      if (outcome !== 'waits') setSavedAt(t('document.edit.savedAt', { time: measures.moment(new Date().toISOString()) }));
      if (outcome === 'merged' || outcome === 'joined') showToast({ text: t(`document.edit.${outcome}`) });
      // every twentieth second would be too often
      if (outcome === 'waits' && !isWaitTold.current) showToast({ text: t('document.edit.waits') });
      isWaitTold.current = outcome === 'waits';
      setIsUnsaved(false);
      return outcome !== 'waits';
    } catch (error) {
      const isLater = mayWorkLater(error);
      if (!isLater || !isUnsaved) tellUnsaved(t, error);
      setIsUnsaved(isLater);
      return false;
    }
  };
  return { save, savedAt, isUnsaved };
}

function tellUnsaved(t: TFunction, error: unknown): void {
  if (!mayWorkLater(error)) return showFailure(t, error);
  showToast({ text: errorText(t, error).both, hint: t('document.edit.unsaved'), isFailure: true });
}

function useRegularSaving(save: () => Promise<boolean>): void {
  const latestSave = useRef(save);
  useEffect(() => {
    latestSave.current = save;
  });
  useEffect(() => {
    let callOff: () => void = () => undefined;
    // half a pinyin must not become a version
    const saveSoon = () => {
      callOff();
      callOff = afterComposition(() => void latestSave.current());
    };
    const timer = setInterval(saveSoon, saveEveryMs);
    const stopWaiting = onReturn(saveSoon);
    return () => {
      clearInterval(timer);
      stopWaiting();
      callOff();
    };
  }, []);
}

import type { Section } from '@maobi/contract';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { whenLetGo } from '../../studio/holding.ts';
import { showToast } from '../../toasts/toasts.ts';
import { handDrafts, openSitting, type HandDraft } from './hand-drafts.ts';

export interface LeftDrafts {
  /** What was typed into the section and not saved by an editor that is gone; `null`: nothing. */
  readonly draft: HandDraft | null;
  /** Gives it to an editor of this page; `null`: another tab was quicker. */
  readonly take: () => HandDraft | null;
  readonly drop: () => void;
}

/** Finds what was typed into a section and did not reach the studio; what an editor has that stands open, in any tab, is left to it. */
export function useLeftDrafts({ id, version }: Section): LeftDrafts {
  const { t } = useTranslation();
  const [left, setLeft] = useState<readonly HandDraft[]>([]);
  const text = version?.text ?? '';
  const find = useEffectEvent((sitting: string) => {
    const draft = handDrafts.of(id).find((each) => each.sitting === sitting);
    // the page may have gone before it heard that this was saved
    if (draft?.text === text) handDrafts.drop(id, sitting);
    else if (draft) setLeft((all) => [...all.filter((each) => each.sitting !== sitting), draft]);
  });
  useEffect(() => {
    const leaving = new AbortController();
    for (const { sitting } of handDrafts.of(id)) whenLetGo(openSitting(sitting), leaving.signal, async () => find(sitting));
    const hear = () => setLeft((all) => all.filter(({ sitting }) => handDrafts.of(id).some((draft) => draft.sitting === sitting)));
    addEventListener('storage', hear);
    return () => {
      leaving.abort();
      removeEventListener('storage', hear);
    };
  }, [id]);
  const draft = left.find((each) => each.text !== text) ?? null;
  const forget = () => setLeft((all) => all.filter((each) => each !== draft));
  const take = () => {
    forget();
    return draft && handDrafts.take(id, draft);
  };
  const drop = () => {
    if (!draft) return;
    forget();
    handDrafts.drop(id, draft.sitting);
    const bringBack = () => {
      handDrafts.keep(id, draft);
      setLeft((all) => [...all, draft]);
    };
    showToast({ text: t('document.left.dropped'), action: { label: t('shell.undo'), run: bringBack } });
  };
  return { draft, take, drop };
}

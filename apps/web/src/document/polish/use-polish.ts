import type { PolishKind, Section } from '@maobi/contract';
import { useCallback, useEffect, useMemo, useState, type Dispatch, type SetStateAction } from 'react';
import type { RunView } from '../../conversation/stream/run-follower.ts';
import type { RunText } from '../../conversation/stream/use-run-view.ts';
import type { DocumentActions } from '../document-actions.ts';
import { useAttempt } from '../use-attempt.ts';
import type { Passage } from './find-passage.ts';
import { onProposal } from './proposals.ts';

/** A passage of a section's text that is to be worded anew. */
export interface PolishTarget {
  readonly sectionId: string;
  readonly baseId: string;
  /** The whole text that `passage` stands in. */
  readonly markdown: string;
  readonly passage: Passage;
  /** What goes on behind the passage is a paragraph of its own. Default: as the passage ends. */
  readonly addsParagraph?: boolean;
}

export interface PolishSession {
  readonly target: PolishTarget;
  readonly kind: PolishKind;
  /** What goes on behind the passage is a paragraph of its own, however the passage ends. */
  readonly addsParagraph: boolean;
  /** The wording that is looked at: what its run has written so far is followed from here. */
  readonly written: RunText;
  /** Wordings so far. */
  readonly count: number;
  /** Of the one that is looked at, from 0. */
  readonly index: number;
  readonly mayTryAgain: boolean;
  readonly show: (index: number) => void;
  /** Keeps what a run has brought, so that it can be looked at again. */
  readonly keepEnd: (view: RunView) => void;
}

export interface Polish {
  readonly session: PolishSession | null;
  readonly begin: (target: PolishTarget, kind: PolishKind, instruction?: string) => Promise<void>;
  /** One more wording beside those there are. */
  readonly again: () => Promise<void>;
  /** Leaves the text as it is; with earlier wordings, only the one that is being written is given up. */
  readonly close: () => void;
}

/** More would have to be read and weighed than written anew. */
const mostWordings = 3;

/** A passage as what can be polished; `null`: it is locked, being written, or empty. */
export function polishTarget({ id, version, isLocked }: Section, passage: Passage): PolishTarget | null {
  if (!version || isLocked || version.run?.endedAt === null || version.text.slice(passage.start, passage.end).trim() === '') return null;
  return { sectionId: id, baseId: version.id, markdown: version.text, passage };
}

interface Wordings {
  readonly target: PolishTarget;
  readonly kind: PolishKind;
  readonly instruction: string;
  readonly wordings: readonly RunText[];
  readonly index: number;
}

/** The one polish that is under way or waits for a verdict. */
export function usePolish(actions: DocumentActions): Polish {
  const attempt = useAttempt();
  const [open, setOpen] = useState<Wordings | null>(null);
  const word = useCallback(
    async (target: PolishTarget, kind: PolishKind, instruction: string): Promise<RunText> => {
      const { sectionId, markdown, passage } = target;
      const where = { text: markdown.slice(passage.start, passage.end), sectionId, kind };
      return { text: '', lastSeq: 0, run: await actions.polish({ ...where, ...(kind === 'own' ? { instruction } : {}) }) };
    },
    [actions],
  );
  const begin = useCallback(
    (target: PolishTarget, kind: PolishKind, instruction = '') =>
      attempt(async () => setOpen({ target, kind, instruction, wordings: [await word(target, kind, instruction)], index: 0 })),
    [attempt, word],
  );
  const again = useCallback(async () => {
    if (!open || open.wordings.length >= mostWordings) return;
    await attempt(async () => {
      const next = await word(open.target, open.kind, open.instruction);
      setOpen((now) => now && { ...now, wordings: [...now.wordings, next], index: now.wordings.length });
    });
  }, [attempt, open, word]);
  useEffect(
    () =>
      onProposal(({ target, place, text }) => {
        const kind = place === 'below' ? 'continue' : 'own';
        setOpen({ target, kind, instruction: '', wordings: [{ text, lastSeq: 0, run: null }], index: 0 });
      }),
    [],
  );
  const close = useCallback(() => {
    const run = open?.wordings[open.index]?.run;
    const isRunning = run?.endedAt === null;
    const others = open?.wordings.filter((_, index) => index !== open.index) ?? [];
    setOpen(open && isRunning && others.length > 0 ? { ...open, wordings: others, index: others.length - 1 } : null);
    if (run && isRunning) void actions.stopRun(run.id).catch(() => undefined); // it has ended already
  }, [actions, open]);
  const session = useMemo(() => open && sessionOf(open, setOpen), [open]);
  return { session, begin, again, close };
}

function sessionOf({ target, kind, wordings, index }: Wordings, setOpen: Dispatch<SetStateAction<Wordings | null>>): PolishSession | null {
  const written = wordings[index];
  if (!written) return null;
  return {
    target,
    kind,
    addsParagraph: target.addsParagraph ?? written.run === null,
    written,
    count: wordings.length,
    index,
    // what came from a conversation is worded anew there
    mayTryAgain: wordings.length < mostWordings && wordings.every(({ run }) => run !== null),
    show: (shown) => setOpen((now) => now && { ...now, index: Math.min(now.wordings.length - 1, Math.max(0, shown)) }),
    keepEnd: ({ text, run, lastSeq }) =>
      setOpen((now) => now && { ...now, wordings: now.wordings.map((known) => (known === written ? { text, run, lastSeq } : known)) }),
  };
}

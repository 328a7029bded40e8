import type { PolishKind, Section } from '@maobi/contract';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type Dispatch, type SetStateAction } from 'react';
import type { RunView } from '../../conversation/stream/run-follower.ts';
import type { RunText } from '../../conversation/stream/use-run-view.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { onceAtATime } from '../../studio/once-at-a-time.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { DocumentActions } from '../document-actions.ts';
import { useAttempt } from '../use-attempt.ts';
import { keptPolish, placedTarget, readKept, standing, writeKept, type KeptPolish, type Wordings } from './kept-polish.ts';
import { polishPieces } from './polish-pieces.ts';
import type { PolishTarget } from './polish-target.ts';
import { onProposal } from './proposals.ts';

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
  /** Leaves the text as it is, and can be undone; with earlier wordings, only the one that is being written is given up. */
  readonly close: () => void;
  /** There was a verdict on it, or nothing to judge. */
  readonly settle: () => void;
  /** What was not decided on when the page was left, as far as its passage can be changed now. */
  readonly waiting: readonly KeptPolish[];
  /** Brings it back into its section. */
  readonly look: (waiting: KeptPolish) => void;
  readonly drop: (waiting: KeptPolish) => void;
}

const polishing = ({ sectionId }: PolishTarget) => `polish ${sectionId}`;

/** More would have to be read and weighed than written anew. */
const mostWordings = 3;

/** The one polish that is under way or waits for a verdict, and those that were left without one. */
export function usePolish(actions: DocumentActions, sections: readonly Section[]): Polish {
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
  const again = useCallback(async () => {
    if (!open || !mayTryAgain(open)) return;
    await attempt(() =>
      onceAtATime(polishing(open.target), async () => {
        const next = await word(open.target, open.kind, open.instruction);
        setOpen((now) => now && withAnother(now, next));
      }),
    );
  }, [attempt, open, word]);
  const left = useLeftPolish(actions, sections, { open, setOpen });
  const { offerBack, openAnother } = left;
  const begin = useCallback(
    (target: PolishTarget, kind: PolishKind, instruction = '') =>
      attempt(() =>
        onceAtATime(polishing(target), async () =>
          openAnother({ target, kind, instruction, wordings: [await word(target, kind, instruction)], index: 0 }),
        ),
      ),
    [attempt, openAnother, word],
  );
  useProposals(openAnother);
  const settle = useCallback(() => setOpen(null), []);
  const close = useCallback(() => {
    const run = open?.wordings[open.index]?.run;
    const isRunning = run?.endedAt === null;
    const others = open?.wordings.filter((_, index) => index !== open.index) ?? [];
    setOpen(open && isRunning && others.length > 0 ? { ...open, wordings: others, index: others.length - 1 } : null);
    if (run && isRunning)
      void actions.stopRun(run.id).catch(() => undefined); // it has ended already
    else if (open) offerBack(open);
  }, [actions, open, offerBack]);
  const session = useMemo(() => open && sessionOf(open, setOpen), [open]);
  return { session, begin, again, close, settle, waiting: left.waiting, look: left.look, drop: left.drop };
}

type SetOpen = Dispatch<SetStateAction<Wordings | null>>;

/** Wordings that came from elsewhere than a polish. */
function useProposals(onWordings: (wordings: Wordings) => void): void {
  useEffect(
    () =>
      onProposal(({ target, place, text }) => {
        const kind = place === 'below' ? 'continue' : 'own';
        onWordings({ target, kind, instruction: '', wordings: [{ text, lastSeq: 0, run: null }], index: 0 });
      }),
    [onWordings],
  );
}

interface OpenPolish {
  readonly open: Wordings | null;
  readonly setOpen: SetOpen;
}

/** Keeps in the browser what is not decided on, and brings it back: after a reload, and when it was given up by mistake. */
function useLeftPolish(actions: DocumentActions, sections: readonly Section[], { open, setOpen }: OpenPolish) {
  const { t } = useTranslation();
  const { documentId } = actions;
  const [kept, setKept] = useState(() => readKept(documentId));
  useEffect(() => {
    writeKept(documentId, standing(open ? [keptPolish(open), ...kept] : kept, sections));
  }, [documentId, open, kept, sections]);
  const drop = useCallback((one: KeptPolish) => setKept((all) => all.filter((other) => other !== one)), []);
  const present = useRef(open);
  useLayoutEffect(() => {
    present.current = open;
  }, [open]);
  const openAnother = useCallback(
    (next: Wordings) => {
      const { current } = present;
      if (current) setKept((all) => [keptPolish(current), ...all]);
      setOpen(next);
    },
    [setOpen],
  );
  const reopen = useCallback(
    (one: KeptPolish) => {
      writeKept(documentId, [one, ...readKept(documentId)]); // the page may have been left meanwhile
      const target = placedTarget(one, actions.detail?.sections ?? []);
      if (target) openAnother({ ...one, target });
      else setKept((all) => [...all, one]); // offered as soon as its passage can be changed
    },
    [actions, documentId, openAnother],
  );
  const look = useCallback(
    (one: KeptPolish) => {
      drop(one);
      reopen(one);
    },
    [drop, reopen],
  );
  const offerBack = useCallback(
    (given: Wordings) => {
      const one = keptPolish(given);
      showToast({ text: t('wording.discarded'), action: { label: t('shell.undo'), run: () => reopen(one) } });
    },
    [reopen, t],
  );
  const waiting = useMemo(() => kept.filter((one) => placedTarget(one, sections) !== null), [kept, sections]);
  return { waiting, look, drop, offerBack, openAnother };
}

/** What came from a conversation is worded anew there. */
function mayTryAgain(session: Wordings): boolean {
  return worthLooking(session).length < mostWordings && session.wordings.every(({ run }) => run !== null);
}

function withAnother(session: Wordings, next: RunText): Wordings {
  const before = worthLooking(session);
  return { ...session, wordings: [...before, next], index: before.length };
}

/** Without those that are over and change nothing: they give their place to the next. */
function worthLooking({ target, kind, wordings }: Wordings): readonly RunText[] {
  return wordings.filter(({ run, text }) => run?.endedAt === null || polishPieces({ kind, target }, text.trim()).length > 0);
}

function sessionOf(session: Wordings, setOpen: SetOpen): PolishSession | null {
  const { target, kind, wordings, index } = session;
  const written = wordings[index];
  if (!written) return null;
  return {
    target,
    kind,
    addsParagraph: target.addsParagraph ?? written.run === null,
    written,
    count: wordings.length,
    index,
    mayTryAgain: mayTryAgain(session),
    show: (shown) => setOpen((now) => now && { ...now, index: Math.min(now.wordings.length - 1, Math.max(0, shown)) }),
    keepEnd: ({ text, run, lastSeq }) =>
      setOpen((now) => now && { ...now, wordings: now.wordings.map((known) => (known === written ? { text, run, lastSeq } : known)) }),
  };
}

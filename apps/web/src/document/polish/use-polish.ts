import type { PolishKind, Section } from '@maobi/contract';
import { useCallback, useState } from 'react';
import type { RunText } from '../../conversation/stream/use-run-view.ts';
import type { DocumentActions } from '../document-actions.ts';
import { useAttempt } from '../use-attempt.ts';
import type { Passage } from './find-passage.ts';

/** A passage of a section's text that is to be worded anew. */
export interface PolishTarget {
  readonly sectionId: string;
  readonly baseId: string;
  /** The whole text that `passage` stands in. */
  readonly markdown: string;
  readonly passage: Passage;
}

export interface PolishSession {
  readonly target: PolishTarget;
  readonly kind: PolishKind;
  readonly instruction: string;
  /** What the run has written so far is followed from here; another attempt is another run. */
  readonly written: RunText;
}

export interface Polish {
  readonly session: PolishSession | null;
  readonly begin: (target: PolishTarget, kind: PolishKind, instruction?: string) => Promise<void>;
  readonly again: () => Promise<void>;
  readonly close: () => void;
}

/** A passage as what can be polished; `null`: it is locked, being written, or empty. */
export function polishTarget({ id, version, isLocked }: Section, passage: Passage): PolishTarget | null {
  if (!version || isLocked || version.run?.endedAt === null || version.text.slice(passage.start, passage.end).trim() === '') return null;
  return { sectionId: id, baseId: version.id, markdown: version.text, passage };
}

/** The one polish that is under way or waits for a verdict. */
export function usePolish(actions: DocumentActions): Polish {
  const attempt = useAttempt();
  const [session, setSession] = useState<PolishSession | null>(null);
  const begin = useCallback(
    (target: PolishTarget, kind: PolishKind, instruction = '') =>
      attempt(async () => {
        const text = target.markdown.slice(target.passage.start, target.passage.end);
        const run = await actions.polish({ text, kind, ...(kind === 'own' ? { instruction } : {}) });
        setSession({ target, kind, instruction, written: { text: '', lastSeq: 0, run } });
      }),
    [actions, attempt],
  );
  const again = useCallback(async () => {
    if (session) await begin(session.target, session.kind, session.instruction);
  }, [begin, session]);
  const close = useCallback(() => {
    const run = session?.written.run;
    setSession(null);
    if (run) void actions.stopRun(run.id).catch(() => undefined); // it has ended already
  }, [actions, session]);
  return { session, begin, again, close };
}

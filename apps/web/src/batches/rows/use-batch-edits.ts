import type { BatchDetail, RowChange } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { errorText } from '../../language/error-text.ts';
import { keys } from '../../studio/keys.ts';
import { showToast } from '../../toasts/toasts.ts';
import { inverseOf, withChanges } from './apply-changes.ts';
import { ChangeHistory, type Step } from './change-history.ts';
import { RowSender } from './row-sender.ts';

export interface BatchEdits {
  /** With what was changed here and is still on its way. */
  readonly batch: BatchDetail;
  readonly change: (changes: readonly RowChange[]) => void;
  /** Notes a change of something else than rows, so that it can be taken back in its turn. */
  readonly remember: (step: Step) => void;
  /** Takes the last change back that was made here. */
  readonly undo: () => void;
  /** Makes the change again that was taken back last, unless there was another one since. */
  readonly redo: () => void;
  /** Resolves when everything that was changed is with the studio. */
  readonly saved: () => Promise<void>;
}

/** Changes of rows show at once and are saved one after the other; where another page was quicker, they go on top of what it did. */
export function useBatchEdits(server: BatchDetail): BatchEdits {
  const { id } = server;
  const [pending, setPending] = useState<readonly RowChange[]>([]);
  const cache = useQueryClient();
  const { t } = useTranslation();
  const sender = useMemo(() => {
    const tell = (error: unknown) => showToast({ text: t('batch.gone', { reason: errorText(t, error).both }), isFailure: true });
    return new RowSender(cache, id, { onChange: setPending, onFailure: tell });
  }, [cache, id, t]);
  // What was saved is in the cache at once, in the properties only after the next turn: without it, it would be gone in between.
  const known = cache.getQueryData<BatchDetail>(keys.batch(id)) ?? server;
  const rows = useMemo(() => withChanges(known.rows, pending), [known.rows, pending]);
  const shown = useRef(rows);
  useEffect(() => {
    shown.current = rows;
  }, [rows]);
  const history = useMemo(() => new ChangeHistory(), []);
  const put = useCallback(
    (changes: readonly RowChange[]) => {
      shown.current = withChanges(shown.current, changes);
      sender.push(changes);
    },
    [sender],
  );
  const change = useCallback(
    (changes: readonly RowChange[]) => {
      if (changes.length === 0) return;
      const back = inverseOf(shown.current, changes);
      history.remember({ undo: () => put(back), redo: () => put(changes) });
      put(changes);
    },
    [history, put],
  );
  const batch = useMemo(() => ({ ...known, rows: [...rows] }), [known, rows]);
  return useMemo(
    () => ({
      batch,
      change,
      remember: (step: Step) => history.remember(step),
      undo: () => history.undo(),
      redo: () => history.redo(),
      saved: () => sender.settled(),
    }),
    [batch, change, history, sender],
  );
}

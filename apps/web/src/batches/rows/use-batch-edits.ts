import type { BatchDetail } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { errorText } from '../../language/error-text.ts';
import { keys } from '../../studio/keys.ts';
import { showToast } from '../../toasts/toasts.ts';
import { inverseOf, possibleOf, withChanges, type BatchChange } from './apply-changes.ts';
import { ChangeHistory, type Step } from './change-history.ts';
import { changeSenderOf, type SaveReports } from './change-sender.ts';

/** What could not be saved so far. */
export interface UnsavedChanges {
  /** Of changes. */
  readonly count: number;
  readonly rowIds: ReadonlySet<string>;
  /** What counts for all rows is among them. */
  readonly hasCommon: boolean;
  readonly retry: () => void;
}

export interface BatchEdits {
  /** With what was changed here and is still on its way. */
  readonly batch: BatchDetail;
  /** What is written in rows that are gone is told and left out. Returns what takes just this back, whatever is changed since. */
  readonly change: (changes: readonly BatchChange[]) => () => void;
  /** Takes the last change back that was made here. */
  readonly undo: () => void;
  /** Makes the change again that was taken back last, unless there was another one since. */
  readonly redo: () => void;
  /** `null`: everything is with the studio, or about to be. */
  readonly unsaved: UnsavedChanges | null;
  /** Resolves with whether everything that was changed is with the studio. */
  readonly saved: () => Promise<boolean>;
}

/** Changes of rows, of what counts for all of them and of the name show at once and are saved one after the other; where another page was quicker, they go on top of what it did. */
export function useBatchEdits(server: BatchDetail): BatchEdits {
  const { id } = server;
  const cache = useQueryClient();
  const { t } = useTranslation();
  const sender = changeSenderOf(cache, id);
  const { pending, error } = useSyncExternalStore(sender.subscribe, sender.saves);
  const reports = useSaveReports();
  // What was saved is in the cache at once, in the properties only after the next turn: without it, it would be gone in between.
  const known = cache.getQueryData<BatchDetail>(keys.batch(id)) ?? server;
  const batch = useMemo(() => withChanges(known, pending), [known, pending]);
  const shown = useRef(batch);
  useEffect(() => {
    shown.current = batch;
  }, [batch]);
  const history = useMemo(() => new ChangeHistory(), []);
  const put = useCallback(
    (changes: readonly BatchChange[]) => {
      shown.current = withChanges(shown.current, changes);
      sender.push(changes, reports);
    },
    [sender, reports],
  );
  const change = useCallback(
    (changes: readonly BatchChange[]) => {
      const former = shown.current.rows.map((row) => row.id);
      const possible = (some: readonly BatchChange[]) => possibleOf(shown.current.rows, some, former).changes;
      const { changes: made, lost } = possibleOf(shown.current.rows, changes, former);
      if (lost.length > 0) reports.onLost(lost);
      const back = inverseOf(shown.current, made);
      // other pages may have changed the rows by then
      const step: Step = { undo: () => put(possible(back)), redo: () => put(possible(made)) };
      if (made.length > 0) {
        history.remember(step);
        put(made);
      }
      return () => history.takeBack(step);
    },
    [history, put, reports],
  );
  useEffect(() => {
    void sender.save(reports); // what could not be saved before the page was left
    const leaving = new AbortController();
    sender.takeOver(leaving.signal, (changes) => {
      change(changes);
      showToast({ text: t('batch.foundAgain', { count: changes.length }) });
    });
    return () => leaving.abort();
  }, [sender, reports, change, t]);
  return useMemo(
    () => ({
      batch,
      change,
      undo: () => history.undo(),
      redo: () => history.redo(),
      unsaved: error === null ? null : unsavedOf(pending, () => void sender.save(reports)),
      saved: () => sender.save(reports),
    }),
    [batch, change, history, sender, reports, pending, error],
  );
}

function unsavedOf(pending: readonly BatchChange[], retry: () => void): UnsavedChanges {
  const hasCommon = pending.some(({ type }) => type === 'common');
  return { count: pending.length, rowIds: rowIdsOf(pending), hasCommon, retry };
}

/** Says what became of changes that could not be saved. */
function useSaveReports(): SaveReports {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      onFailed: (error) =>
        showToast({ text: errorText(t, error).what, hint: t('batch.keptHere'), isFailure: true, name: 'batch-not-saved' }),
      onRefused: (changes, error) =>
        showToast({ text: t('batch.refused', { count: changes.length, reason: errorText(t, error).both }), isFailure: true }),
      onLost: (changes) => showToast({ text: t('batch.lost', { count: rowIdsOf(changes).size }), isFailure: true }),
    }),
    [t],
  );
}

function rowIdsOf(changes: readonly BatchChange[]): ReadonlySet<string> {
  return new Set(
    changes.flatMap((change) => {
      if (change.type === 'add') return change.rows.map(({ id }) => id);
      return change.type === 'cells' || change.type === 'move' ? change.rowId : [];
    }),
  );
}

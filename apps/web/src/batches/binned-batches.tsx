import type { BatchSummary } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from '../language/use-translation.ts';
import { BinnedRow } from '../conversation-list/binned-row.tsx';
import { useAttempt } from '../document/use-attempt.ts';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { deleteFromBinSoon } from '../toasts/delete-soon.ts';
import { BatchActions } from './batch-actions.ts';
import { useBatchName } from './use-batch-name.ts';

/** The batches in the bin: put back, or deleted for good. Nothing while there are none. */
export function BinnedBatches({ batches }: { readonly batches: readonly BatchSummary[] }) {
  const { t } = useTranslation();
  if (batches.length === 0) return null;
  return (
    <section>
      <h2 className="bin-kind">{t('batch.title')}</h2>
      <ul className="bin-rows">
        {batches.map((batch) => (
          <BinnedBatch key={batch.id} batch={batch} />
        ))}
      </ul>
    </section>
  );
}

function BinnedBatch({ batch }: { readonly batch: BatchSummary }) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const cache = useQueryClient();
  const name = useBatchName(batch);
  const deleteForGood = useDeletingBatches();
  const { id, binnedAt, rowCount, writtenCount } = batch;
  return (
    <BinnedRow
      name={name}
      binnedAt={binnedAt}
      onRestore={() => void attempt(() => new BatchActions(cache, id).restore())}
      onDelete={() => deleteForGood(batch)}
    >
      <p className="note">{t('batch.listed', { count: rowCount, written: writtenCount })}</p>
    </BinnedRow>
  );
}

/** Leaves the list at once; the studio is asked only when the time to undo has passed. */
function useDeletingBatches(): (batch: BatchSummary) => void {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const cache = useQueryClient();
  return ({ id }) =>
    deleteFromBinSoon(t, {
      id,
      carryOut: () =>
        attempt(async () => {
          await client.call('deleteBatch', { params: { id } });
          cache.setQueryData<BatchSummary[]>(keys.batches(true), (binned) => binned?.filter((other) => other.id !== id));
        }),
    });
}

import { useQueryClient } from '@tanstack/react-query';
import { create } from 'zustand';
import { useAttempt } from '../document/use-attempt.ts';
import { useTranslation } from '../language/use-translation.ts';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { endUndoingInBin, showToast } from '../toasts/toasts.ts';

interface Emptying {
  /** What was put into the bin at this time or before is about to go; `null`: nothing is. */
  readonly binnedUntil: string | null;
}

const useEmptying = create<Emptying>(() => ({ binnedUntil: null }));

interface Binned {
  readonly binnedAt: string | null;
}

/** Whether something still lies in the bin as the writer sees it. */
export function useStillBinned(): (thing: Binned) => boolean {
  const binnedUntil = useEmptying((emptying) => emptying.binnedUntil);
  return ({ binnedAt }) => binnedUntil === null || (binnedAt ?? '') > binnedUntil;
}

/**
 * Deletes for good all that is shown in the bin, and what went there before; not what somebody puts there meanwhile. It leaves the page at once;
 * the studio is asked only when the time to undo has passed, and says then how many things went.
 */
export function useEmptyingBin(): (shown: readonly Binned[]) => void {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const cache = useQueryClient();
  const empty = async (binnedUntil: string) => {
    const { deletedCount } = await client.call('emptyBin', { body: { binnedUntil } });
    showToast({ text: t('conversations.deletedCount', { count: deletedCount }) });
  };
  const askAnew = () => Promise.all(everyList.map((queryKey) => cache.invalidateQueries({ queryKey })));
  return (shown) => {
    const binnedUntil = shown.map(({ binnedAt }) => binnedAt ?? '').reduce((one, other) => (one > other ? one : other));
    const showAgain = () => useEmptying.setState((emptying) => (emptying.binnedUntil === binnedUntil ? { binnedUntil: null } : emptying));
    // what was deleted by itself a moment ago could else be taken back, only to go with the rest
    endUndoingInBin();
    useEmptying.setState({ binnedUntil });
    showToast({
      text: t('conversations.binEmptied'),
      isOfBin: true,
      action: { label: t('shell.undo'), run: showAgain },
      onExpired: () =>
        void attempt(() => empty(binnedUntil))
          .then(askAnew)
          .finally(showAgain),
    });
  };
}

const everyList = [keys.everyDocumentList, keys.everyBatchList, keys.everyConversationList];

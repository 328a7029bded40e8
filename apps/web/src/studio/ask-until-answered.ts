import type { QueryClient } from '@tanstack/react-query';
import { isAway, useConnection } from './connection.ts';
import { mayWorkLater } from './may-work-later.ts';

const askedAgainAfterMs = 2000;

/**
 * Has asked for again, until it can be had, what the page shows and could not be asked anew, as when news of it came and its answer did not. Where
 * the studio is gone altogether, everything is asked for once it is back (`followStudio`). Returns the way to end it.
 */
export function askUntilAnswered(queryClient: QueryClient): () => void {
  return queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error') return;
    const { query, action } = event;
    if (query.state.data === undefined || !mayWorkLater(action.error)) return;
    setTimeout(() => {
      if (!query.state.isInvalidated || isAway(useConnection.getState())) return;
      void queryClient.refetchQueries({ queryKey: query.queryKey, exact: true, type: 'active' }, { cancelRefetch: false });
    }, askedAgainAfterMs);
  });
}

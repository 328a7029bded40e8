import { QueryClient } from '@tanstack/react-query';
import { askUntilAnswered } from './ask-until-answered.ts';
import { mayWorkLater } from './may-work-later.ts';

const maxRetries = 2;
/** The studio is on this machine: it answers without any network. */
const networkMode = 'always';

/** What the page knows of the studio. Live events keep it true (`live-events.ts`), so nothing grows stale by itself. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode,
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < maxRetries && mayWorkLater(error) && error.status !== 0,
    },
    mutations: { networkMode, retry: false },
  },
});
askUntilAnswered(queryClient);

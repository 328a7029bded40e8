import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { queryClient } from '../studio/query-client.ts';

const ConversationPage = lazy(() =>
  import('../conversation/conversation-page.tsx').then((module) => ({ default: module.ConversationPage })),
);

/** The whole studio in the browser. */
export function Studio() {
  return (
    <QueryClientProvider client={queryClient}>
      <main id="main">
        <Suspense fallback={null}>
          <Switch>
            <Route path="/c/:id">{({ id }) => <ConversationPage conversationId={id} />}</Route>
            <Route>
              <ConversationPage conversationId={null} />
            </Route>
          </Switch>
        </Suspense>
      </main>
    </QueryClientProvider>
  );
}

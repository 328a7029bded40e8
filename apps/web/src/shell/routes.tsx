import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { prepareMarkdown } from '../conversation/turn/answer-text.tsx';

const loadConversation = () => {
  prepareMarkdown();
  return import('../conversation/conversation-page.tsx');
};
const loadDocument = () => {
  prepareMarkdown();
  return import('../document/document-page.tsx');
};
const loadHome = () => import('../home/home-page.tsx');

const ConversationPage = lazy(() => loadConversation().then((m) => ({ default: m.ConversationPage })));
const BatchListPage = lazy(() => import('../batches/batch-list-page.tsx').then((m) => ({ default: m.BatchListPage })));
const BatchPage = lazy(() => import('../batches/batch-page.tsx').then((m) => ({ default: m.BatchPage })));
const BinPage = lazy(() => import('../conversation-list/bin-page.tsx').then((m) => ({ default: m.BinPage })));
const DocumentPage = lazy(() => loadDocument().then((m) => ({ default: m.DocumentPage })));
const FirstRunPage = lazy(() => import('../first-run/first-run-page.tsx').then((m) => ({ default: m.FirstRunPage })));
const HomePage = lazy(() => loadHome().then((m) => ({ default: m.HomePage })));
const ModelsPage = lazy(() => import('../models-page/models-page.tsx').then((m) => ({ default: m.ModelsPage })));
const NewDocumentPage = lazy(() => import('../new-document/new-document-page.tsx').then((m) => ({ default: m.NewDocumentPage })));
const QueuePage = lazy(() => import('../queue-page/queue-page.tsx').then((m) => ({ default: m.QueuePage })));
const SettingsPage = lazy(() => import('../settings/settings-page.tsx').then((m) => ({ default: m.SettingsPage })));
const TemplatesPage = lazy(() => import('../templates-page/templates-page.tsx').then((m) => ({ default: m.TemplatesPage })));

const early: readonly (readonly [RegExp, () => Promise<unknown>])[] = [
  [/^\/$/u, loadHome],
  [/^\/c\/|^\/conversations$/u, loadConversation],
  [/^\/documents\/./u, loadDocument],
];

/** Begins to load the page of an address while the studio is still asked how it stands. */
export function loadEarly(path: string): void {
  const found = early.find(([pattern]) => pattern.test(path));
  void found?.[1]().catch(() => undefined); // showing it will try again
}

/** The page of the address, each loaded when it is first needed; an unknown address leads home. */
export function Routes({ onShowShortcuts }: { readonly onShowShortcuts: () => void }) {
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path="/welcome">
          <FirstRunPage />
        </Route>
        <Route path="/models">
          <ModelsPage />
        </Route>
        <Route path="/queue">
          <QueuePage />
        </Route>
        <Route path="/settings">
          <SettingsPage onShowShortcuts={onShowShortcuts} />
        </Route>
        <Route path="/bin">
          <BinPage />
        </Route>
        <Route path="/documents">
          <NewDocumentPage />
        </Route>
        <Route path="/documents/:id">{({ id }) => <DocumentPage documentId={id} />}</Route>
        <Route path="/batches">
          <BatchListPage />
        </Route>
        <Route path="/batches/:id">{({ id }) => <BatchPage batchId={id} />}</Route>
        <Route path="/c/:id">{({ id }) => <ConversationPage conversationId={id} />}</Route>
        <Route path="/conversations">
          <ConversationPage conversationId={null} />
        </Route>
        <Route path="/templates">
          <TemplatesPage />
        </Route>
        <Route path="/">
          <HomePage />
        </Route>
        <Route>
          <Redirect to="/" replace />
        </Route>
      </Switch>
    </Suspense>
  );
}

import { Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { prepareMarkdown } from '../conversation/turn/answer-text.tsx';
import { lazyPart } from './lazy-part.tsx';
import { DocumentTitle } from './top-bar.tsx';

const ConversationPage = lazyPart(() => import('../conversation/conversation-page.tsx').then((m) => m.ConversationPage));
const BatchListPage = lazyPart(() => import('../batches/batch-list-page.tsx').then((m) => m.BatchListPage));
const BatchPage = lazyPart(() => import('../batches/batch-page.tsx').then((m) => m.BatchPage));
const BinPage = lazyPart(() => import('../conversation-list/bin-page.tsx').then((m) => m.BinPage));
const DocumentPage = lazyPart(() => import('../document/document-page.tsx').then((m) => m.DocumentPage));
const FirstRunPage = lazyPart(() => import('../first-run/first-run-page.tsx').then((m) => m.FirstRunPage));
const HomePage = lazyPart(() => import('../home/home-page.tsx').then((m) => m.HomePage));
const LibraryPage = lazyPart(() => import('../library/library-page.tsx').then((m) => m.LibraryPage));
const ModelsPage = lazyPart(() => import('../models-page/models-page.tsx').then((m) => m.ModelsPage));
const NewDocumentPage = lazyPart(() => import('../new-document/new-document-page.tsx').then((m) => m.NewDocumentPage));
const QueuePage = lazyPart(() => import('../queue-page/queue-page.tsx').then((m) => m.QueuePage));
const SettingsPage = lazyPart(() => import('../settings/settings-page.tsx').then((m) => m.SettingsPage));
const TemplatesPage = lazyPart(() => import('../templates-page/templates-page.tsx').then((m) => m.TemplatesPage));

const early: readonly (readonly [RegExp, () => Promise<unknown>])[] = [
  [/^\/$/u, HomePage.prepare],
  [/^\/c\/|^\/conversations$/u, () => Promise.all([ConversationPage.prepare(), prepareMarkdown()])],
  [/^\/documents\/./u, () => Promise.all([DocumentPage.prepare(), DocumentTitle.prepare(), prepareMarkdown()])],
  [/^\/welcome$/u, FirstRunPage.prepare],
];

/** Fetches the page of an address, so that it can be drawn at once; never fails. */
export async function loadEarly(path: string): Promise<void> {
  await early.find(([pattern]) => pattern.test(path))?.[1]();
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
        <Route path="/library">
          <LibraryPage />
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

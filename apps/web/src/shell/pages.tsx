import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, useLocation } from 'wouter';
import { ConversationSidebar } from '../conversation-list/conversation-sidebar.tsx';
import { searchFieldId } from '../conversation-list/search-field.tsx';
import { useFirstRun } from '../first-run/use-first-run.ts';
import { useShortcuts } from '../keyboard/shortcuts.ts';
import { Notices } from './notices.tsx';
import { Routes } from './routes.tsx';
import { MainNavigation, TopBar } from './top-bar.tsx';
import { useListPanel, type ListPanel } from './use-list-panel.ts';
import { usePhone } from './use-phone.ts';
import { usePlace, type Place } from './use-place.ts';

const DocumentSidebar = lazy(() => import('../document-list/document-sidebar.tsx').then((m) => ({ default: m.DocumentSidebar })));
const ListDrawer = lazy(() => import('./list-drawer.tsx').then((m) => ({ default: m.ListDrawer })));
const ShortcutSheet = lazy(() => import('../keyboard/shortcut-sheet.tsx').then((m) => ({ default: m.ShortcutSheet })));

/** The first page before there is a model, else the page of the address in its frame. */
export function Pages() {
  const firstRun = useFirstRun();
  const place = usePlace();
  if (place.isHome && firstRun === 'needed') return <Redirect to="/welcome" replace />;
  if (place.isHome && firstRun === 'unknown') return null;
  return <Frame place={place} />;
}

/** Top bar, list of conversations or documents, notices, page, and on phones the dock. */
function Frame({ place }: { readonly place: Place }) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const list = useListPanel(isPhone);
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  useFrameShortcuts(place, list, () => setIsSheetOpen(true));
  const hasDock = isPhone && ['bin', 'new-document', 'other'].includes(place.kind);
  const hasSidebar = place.list !== null && !isPhone && list.isOpen;
  return (
    <div className="frame" data-sidebar={hasSidebar || undefined} data-dock={hasDock || undefined}>
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <TopBar place={place} list={list} />
      {hasSidebar && (
        <div className="sidebar">
          <PlaceList place={place} />
        </div>
      )}
      <main id="main" tabIndex={-1} className={roomOf[place.kind] ?? 'desk-page'}>
        <Notices showsDemo={place.kind === 'writing' || place.kind === 'document'} />
        <div className="page-room">
          <Routes onShowShortcuts={() => setIsSheetOpen(true)} />
        </div>
      </main>
      {hasDock && <MainNavigation className="dock" withSettings />}
      <Suspense fallback={null}>
        {isPhone && place.list !== null && (
          <ListDrawer isOpen={list.isOpen} onOpenChange={list.set}>
            <PlaceList place={place} />
          </ListDrawer>
        )}
      </Suspense>
      <Suspense fallback={null}>{isSheetOpen && <ShortcutSheet isOpen onOpenChange={setIsSheetOpen} />}</Suspense>
    </div>
  );
}

const roomOf: Partial<Record<Place['kind'], string>> = { writing: 'sheet-of-paper', document: 'open-desk' };

function PlaceList({ place }: { readonly place: Place }) {
  if (place.list === 'conversations') return <ConversationSidebar openId={place.conversationId} />;
  return (
    <Suspense fallback={null}>
      <DocumentSidebar openId={place.documentId} />
    </Suspense>
  );
}

function useFrameShortcuts(place: Place, list: ListPanel, onShowSheet: () => void): void {
  const [, navigate] = useLocation();
  const canSearch = place.list === 'conversations';
  useShortcuts(
    useMemo(
      () => ({
        onSearch: () => {
          if (!canSearch) navigate('/');
          list.set(true);
          focusSoon(searchFieldId);
        },
        onNewConversation: () => navigate('/'),
        onToggleList: list.toggle,
        onShowSheet,
      }),
      [canSearch, navigate, list, onShowSheet],
    ),
  );
}

/** At once, or as soon as the list that holds it has been drawn: what is typed next belongs there. */
function focusSoon(id: string): void {
  const field = document.getElementById(id);
  if (field) field.focus();
  else requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(id)?.focus()));
}

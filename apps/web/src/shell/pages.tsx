import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Redirect, useLocation } from 'wouter';
import { ConversationSidebar } from '../conversation-list/conversation-sidebar.tsx';
import { useFirstRun } from '../first-run/use-first-run.ts';
import { followScreenKeyboard } from '../keyboard/screen-keyboard.ts';
import { useShortcuts } from '../keyboard/shortcuts.ts';
import { useLongText } from '../long-paste/long-text.ts';
import { showToast } from '../toasts/toasts.ts';
import { destinationNames, isAt } from './destinations.ts';
import { Dock } from './main-navigation.tsx';
import { Notices } from './notices.tsx';
import { PageAnnouncer } from './page-announcer.tsx';
import { PageBoundary, PageFailure } from './page-boundary.tsx';
import { Routes } from './routes.tsx';
import { useTitlePart } from './title-part.ts';
import { TopBar } from './top-bar.tsx';
import { useListPanel, type ListPanel } from './use-list-panel.ts';
import { usePhone } from './use-phone.ts';
import { usePlace, type Place } from './use-place.ts';
import { orElseNever } from './until-there.ts';

const DocumentSidebar = lazy(
  orElseNever(() => import('../document-list/document-sidebar.tsx').then((m) => ({ default: m.DocumentSidebar }))),
);
const ListDrawer = lazy(orElseNever(() => import('./list-drawer.tsx').then((m) => ({ default: m.ListDrawer }))));
const LongTextDialog = lazy(orElseNever(() => import('../long-paste/long-text-dialog.tsx').then((m) => ({ default: m.LongTextDialog }))));
const Palette = lazy(orElseNever(() => import('../palette/palette.tsx').then((m) => ({ default: m.Palette }))));
const ShortcutSheet = lazy(orElseNever(() => import('../keyboard/shortcut-sheet.tsx').then((m) => ({ default: m.ShortcutSheet }))));

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
  const [isPaletteOpen, setIsPaletteOpen] = useState(false);
  const longText = useLongText(({ offered }) => offered);
  const pageName = usePageName(place);
  useEffect(followScreenKeyboard, []);
  useFrameShortcuts(place.list === null ? null : list, { onSearch: () => setIsPaletteOpen(true), onShowSheet: () => setIsSheetOpen(true) });
  const hasDock = isPhone && ['home', 'bin', 'new-document', 'other'].includes(place.kind);
  const hasSidebar = place.list !== null && !isPhone && list.isOpen;
  return (
    <div className="frame" data-sidebar={hasSidebar || undefined} data-dock={hasDock || undefined}>
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <TopBar place={place} list={list} onSearch={() => setIsPaletteOpen(true)} />
      {hasSidebar && (
        <div className="sidebar">
          <Suspense fallback={null}>
            <PlaceList place={place} />
          </Suspense>
        </div>
      )}
      <main id="main" tabIndex={-1} className={roomOf[place.kind] ?? 'desk-page'}>
        <Notices showsDemo={['home', 'writing', 'document'].includes(place.kind)} />
        <div className="page-room">
          <PageBoundary failure={failedPage}>
            <Routes onShowShortcuts={() => setIsSheetOpen(true)} />
          </PageBoundary>
        </div>
      </main>
      {hasDock && <Dock />}
      <PageAnnouncer pageName={pageName} />
      {/* shown once its list is there: the focus goes to the first thing in it */}
      <Suspense fallback={null}>
        {isPhone && place.list !== null && (
          <ListDrawer label={t(`${place.list}.label`)} isOpen={list.isOpen} onOpenChange={list.set}>
            <PlaceList place={place} />
          </ListDrawer>
        )}
      </Suspense>
      <Suspense fallback={null}>
        {isPaletteOpen && <Palette onClose={() => setIsPaletteOpen(false)} onShowShortcuts={() => setIsSheetOpen(true)} />}
      </Suspense>
      <Suspense fallback={null}>{isSheetOpen && <ShortcutSheet isOpen onOpenChange={setIsSheetOpen} />}</Suspense>
      <Suspense fallback={null}>{longText && <LongTextDialog offered={longText} />}</Suspense>
    </div>
  );
}

const failedPage = (
  <div className="page narrow">
    <PageFailure />
  </div>
);

const roomOf: Partial<Record<Place['kind'], string>> = { writing: 'sheet-of-paper', document: 'open-desk' };

function PlaceList({ place }: { readonly place: Place }) {
  if (place.list === 'conversations') return <ConversationSidebar openId={place.conversationId} />;
  return <DocumentSidebar openId={place.documentId} />;
}

/** What stands in the title of the browser's tab where nothing with a name of its own is open; `null` at home. */
function usePageName({ kind }: Place): string | null {
  const { t } = useTranslation();
  const [location] = useLocation();
  const here = destinationNames.find((name) => name !== 'home' && isAt(location, name));
  const besides = kind === 'bin' ? t('conversations.bin') : location === '/library' ? t('library.title') : null;
  const name = besides ?? (here ? t(`shell.nav.${here}`) : null);
  useTitlePart('page', name);
  return name;
}

interface Openers {
  readonly onSearch: () => void;
  readonly onShowSheet: () => void;
}

/** @param list `null`: there is none beside this page */
function useFrameShortcuts(list: ListPanel | null, openers: Openers): void {
  const toggle = list?.toggle ?? null;
  const [, navigate] = useLocation();
  const { t } = useTranslation();
  const latest = useRef(openers);
  useEffect(() => {
    latest.current = openers;
  });
  useShortcuts(
    useMemo(
      () => ({
        onSearch: () => latest.current.onSearch(),
        onNewConversation: () => navigate('/conversations'),
        onToggleList: toggle,
        onShowSheet: () => latest.current.onShowSheet(),
        onSave: () => showToast({ name: 'saved', text: t('shell.isSaved') }),
      }),
      [navigate, toggle, t],
    ),
  );
}

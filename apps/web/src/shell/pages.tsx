import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, Route, Switch, useLocation, useRoute } from 'wouter';
import { ConversationSidebar } from '../conversation-list/conversation-sidebar.tsx';
import { useFirstRun } from '../first-run/use-first-run.ts';
import { useShortcuts } from '../keyboard/shortcuts.ts';
import { ListDrawer } from './list-drawer.tsx';
import { Notices } from './notices.tsx';
import { MainNavigation, TopBar } from './top-bar.tsx';
import { usePhone } from './use-phone.ts';

const ConversationPage = lazy(() => import('../conversation/conversation-page.tsx').then((m) => ({ default: m.ConversationPage })));
const BinPage = lazy(() => import('../conversation-list/bin-page.tsx').then((m) => ({ default: m.BinPage })));
const FirstRunPage = lazy(() => import('../first-run/first-run-page.tsx').then((m) => ({ default: m.FirstRunPage })));
const ModelsPage = lazy(() => import('../models-page/models-page.tsx').then((m) => ({ default: m.ModelsPage })));
const SettingsPage = lazy(() => import('../settings/settings-page.tsx').then((m) => ({ default: m.SettingsPage })));
const ShortcutSheet = lazy(() => import('../keyboard/shortcut-sheet.tsx').then((m) => ({ default: m.ShortcutSheet })));

const searchFieldId = 'conversation-search';

/** Every page of the studio inside its frame: top bar, list of conversations, notices, and on phones the dock. */
export function Pages() {
  const { t } = useTranslation();
  const [location, navigate] = useLocation();
  const isPhone = usePhone();
  const firstRun = useFirstRun();
  const [, conversation] = useRoute('/c/:id');
  const [isListShown, setIsListShown] = useState(true);
  const [isDrawerOpen, setIsDrawerOpen] = useState(false);
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const openId = conversation?.id ?? null;
  const isFirstRunPage = location === '/welcome';
  const isWriting = location === '/' || openId !== null;
  const hasList = isWriting || location === '/bin';

  const showList = useCallback(() => (isPhone ? setIsDrawerOpen(true) : setIsListShown(true)), [isPhone]);
  const toggleList = useCallback(() => (isPhone ? setIsDrawerOpen((open) => !open) : setIsListShown((shown) => !shown)), [isPhone]);
  useShortcuts(
    useMemo(
      () => ({
        onSearch: () => {
          if (!hasList) navigate('/');
          showList();
          focusSoon(searchFieldId);
        },
        onNewConversation: () => navigate('/'),
        onToggleList: toggleList,
        onShowSheet: () => setIsSheetOpen(true),
      }),
      [hasList, navigate, showList, toggleList],
    ),
  );
  if (location === '/' && firstRun === 'needed') return <Redirect to="/welcome" replace />;
  if (location === '/' && firstRun === 'unknown') return null;

  const list = <ConversationSidebar openId={openId} onOpened={() => setIsDrawerOpen(false)} />;
  const showsSidebar = hasList && !isPhone && isListShown;
  return (
    <div className="frame" data-sidebar={showsSidebar || undefined} data-dock={(isPhone && !isWriting && !isFirstRunPage) || undefined}>
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <TopBar
        conversationId={isWriting ? openId : hasList ? null : undefined}
        isFirstRun={isFirstRunPage}
        onToggleList={toggleList}
        isListOpen={isPhone ? isDrawerOpen : isListShown}
      />
      {showsSidebar && <div className="sidebar">{list}</div>}
      <main id="main" tabIndex={-1} className={isWriting ? 'sheet-of-paper' : 'desk-page'}>
        <Notices showsDemo={isWriting} />
        <div className="page-room">
          <Suspense fallback={null}>
            <Switch>
              <Route path="/welcome">
                <FirstRunPage />
              </Route>
              <Route path="/models">
                <ModelsPage />
              </Route>
              <Route path="/settings">
                <SettingsPage onShowShortcuts={() => setIsSheetOpen(true)} />
              </Route>
              <Route path="/bin">
                <BinPage />
              </Route>
              <Route path="/c/:id">{({ id }) => <ConversationPage conversationId={id} />}</Route>
              <Route path="/">
                <ConversationPage conversationId={null} />
              </Route>
              <Route>
                <Redirect to="/" replace />
              </Route>
            </Switch>
          </Suspense>
        </div>
      </main>
      {isPhone && hasList && (
        <ListDrawer isOpen={isDrawerOpen} onOpenChange={setIsDrawerOpen}>
          {list}
        </ListDrawer>
      )}
      {isPhone && !isWriting && !isFirstRunPage && <MainNavigation className="dock" withSettings />}
      <Suspense fallback={null}>{isSheetOpen && <ShortcutSheet isOpen onOpenChange={setIsSheetOpen} />}</Suspense>
    </div>
  );
}

/** At once, or as soon as the list that holds it has been drawn: what is typed next belongs there. */
function focusSoon(id: string): void {
  const field = document.getElementById(id);
  if (field) field.focus();
  else requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(id)?.focus()));
}

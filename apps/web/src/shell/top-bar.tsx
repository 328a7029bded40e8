import { Suspense } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { Icon } from '../icons/icon.tsx';
import { resolveLanguage } from '../language/language.ts';
import { useSettings } from '../settings/use-settings.ts';
import { commandKey } from '../keyboard/shortcuts.ts';
import { ConversationTitle } from './conversation-title.tsx';
import { useEngineState } from './engine-state.ts';
import { lazyPart } from './lazy-part.tsx';
import { TopNavigation } from './main-navigation.tsx';
import { StatusStrip } from './status-strip.tsx';
import { shownTheme } from './theme.ts';
import type { ListPanel } from './use-list-panel.ts';
import { usePhone } from './use-phone.ts';
import type { Place } from './use-place.ts';

/** Of the open document. */
export const DocumentTitle = lazyPart(() => import('../document/document-title.tsx').then((m) => m.DocumentTitle));

interface TopBarProps {
  readonly place: Place;
  readonly list: ListPanel;
  readonly onSearch: () => void;
}

/** Brand, pages, the open conversation or document, what the engine does, and how the studio looks. Bare before there is a model. */
export function TopBar({ place, list, onSearch }: TopBarProps) {
  const { t } = useTranslation();
  const isFirstRun = place.kind === 'first-run';
  return (
    <header className="top">
      <div className="top-left">
        {place.list !== null && (
          <button type="button" className="icon-btn only-phone" aria-label={t('shell.openList')} onClick={list.toggle}>
            <Icon name="menu" />
          </button>
        )}
        {place.documentId !== null && (
          <Link href="/documents" className="icon-btn only-phone" aria-label={t('shell.toDocuments')}>
            <Icon name="back" />
          </Link>
        )}
        <Link href="/" className={place.list !== null || place.documentId !== null ? 'brand no-phone' : 'brand'}>
          <span className="seal" aria-hidden="true">
            毛
          </span>
          <span className="brand-name">{t('shell.brand')}</span>
        </Link>
        {!isFirstRun && <TopNavigation besideTitle={place.documentId !== null || place.conversationId !== null} />}
        {place.list !== null && <ListToggle list={list} />}
      </div>
      <div className="top-title">
        {place.conversationId && <ConversationTitle key={place.conversationId} conversationId={place.conversationId} />}
        <Suspense fallback={null}>{place.documentId && <DocumentTitle key={place.documentId} documentId={place.documentId} />}</Suspense>
      </div>
      {!isFirstRun && <EngineNow place={place} />}
      {!isFirstRun && (
        <button
          type="button"
          className="icon-btn"
          aria-label={t('palette.open')}
          aria-keyshortcuts={`${commandKey === '⌘' ? 'Meta' : 'Control'}+K`}
          title={`${t('palette.open')} ${commandKey} K`}
          onClick={onSearch}
        >
          <Icon name="search" />
        </button>
      )}
      <LookSwitches isFirstRun={isFirstRun} />
      {place.list === 'conversations' && (
        <Link href="/conversations" className="icon-btn only-phone" aria-label={t('conversations.new')}>
          <Icon name="plus" />
        </Link>
      )}
    </header>
  );
}

/** Beside a name a phone has room only for what the writer has to know; what is written in a document stands above its tabs. */
function EngineNow({ place }: { readonly place: Place }) {
  const isPhone = usePhone();
  const { phase } = useEngineState();
  const keepsWaiting = phase === 'loading' || phase === 'restarting';
  const isWorthRoom = place.documentId !== null ? keepsWaiting : place.conversationId === null || phase !== 'idle';
  if (isPhone && !isWorthRoom) return null;
  return (
    <div className="top-strip">
      <StatusStrip />
    </div>
  );
}

function ListToggle({ list }: { readonly list: ListPanel }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="icon-btn no-phone"
      aria-label={t(list.isOpen ? 'shell.hideList' : 'shell.openList')}
      aria-expanded={list.isOpen}
      onClick={list.toggle}
    >
      <Icon name="drawer" />
    </button>
  );
}

function LookSwitches({ isFirstRun }: { readonly isFirstRun: boolean }) {
  const { t } = useTranslation();
  const { settings, change } = useSettings();
  const isDark = shownTheme(settings.theme) === 'dark';
  const isChinese = resolveLanguage(settings.language) === 'zh';
  const phone = isFirstRun ? '' : ' no-phone';
  return (
    <div className="top-switches">
      <button
        type="button"
        className={`icon-btn${phone}`}
        aria-label={t(isDark ? 'shell.toLight' : 'shell.toDark')}
        onClick={() => void change({ theme: isDark ? 'light' : 'dark' })}
      >
        <Icon name="theme" />
      </button>
      <button
        type="button"
        className={`icon-btn${phone}`}
        lang={isChinese ? 'en' : 'zh'}
        aria-label={isChinese ? 'EN, switch to English' : '中，换成中文'}
        onClick={() => void change({ language: isChinese ? 'en' : 'zh' })}
      >
        {isChinese ? 'EN' : '中'}
      </button>
      {!isFirstRun && (
        <Link href="/settings" className="icon-btn no-phone" aria-label={t('shell.nav.settings')}>
          <Icon name="settings" />
        </Link>
      )}
    </div>
  );
}

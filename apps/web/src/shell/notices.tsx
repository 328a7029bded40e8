import { useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { Icon } from '../icons/icon.tsx';
import { errorBodyText } from '../language/error-text.ts';
import { isAway, useConnection } from '../studio/connection.ts';
import { useStorageRefused } from '../studio/kept-here.ts';
import { useSystem } from '../studio/queries.ts';
import { RecoveryText } from './recovery-text.tsx';

const seenKey = 'maobi.seen-notices';

/** Calm lines above the page: no connection, a browser that keeps nothing, an engine that failed, what must be seen once, and the demo model. */
export function Notices({ showsDemo }: { readonly showsDemo: boolean }) {
  const { t } = useTranslation();
  const { data: system } = useSystem();
  const connection = useConnection((state) => state.connection);
  const hasLeft = useConnection(isAway);
  const isOutdated = useConnection((state) => state.isOutdated);
  const [seen, setSeen] = useState(readSeen);
  const notices = system?.notices.filter((notice) => !seen.includes(notice.text)) ?? [];
  const engineError = system?.engine.state === 'failed' ? system.engine.error : null;
  return (
    <div className="notices" role="status">
      {connection === 'lost' && (
        <p className="notice">
          <Icon name="warning" small />
          <span>
            {t('shell.lost.notice')} <span>{t('shell.lost.toDo')}</span>
          </span>
        </p>
      )}
      {connection === 'other-studio' && <OtherStudioNotice />}
      {isOutdated && !hasLeft && <UpdatedNotice />}
      <StorageNotice />
      {engineError && !hasLeft && (
        <p className="notice">
          <Icon name="warning" small />
          <span>
            {errorBodyText(t, engineError).both}{' '}
            <Link href="/models" className="link">
              {t('shell.toModels')}
            </Link>
          </span>
        </p>
      )}
      {notices.map((notice) => (
        <p key={notice.id} className="notice">
          <Icon name="warning" small />
          <span>
            <RecoveryText recovery={notice.recovery} />{' '}
            <button type="button" className="link" onClick={() => setSeen(remember(seen, notice.text))}>
              {t('shell.understood')}
            </button>
          </span>
        </p>
      ))}
      {showsDemo && system?.isDemo && (
        <p className="notice demo-notice no-typing">
          <Icon name="brush" small />
          <span>
            {t('shell.demo.text')}
            <span className="no-phone">{t('shell.demo.more')}</span>{' '}
            <Link href="/models" className="link">
              {t('shell.demo.action')}
            </Link>
          </span>
        </p>
      )}
    </div>
  );
}

function OtherStudioNotice() {
  const { t } = useTranslation();
  return (
    <p className="notice">
      <Icon name="warning" small />
      <span>
        {t('shell.otherStudio.notice')} {t('shell.otherStudio.toDo')}{' '}
        {/* loaded anew: a page belongs to the folder that it was opened for */}
        <a href="/" className="link">
          {t('shell.otherStudio.action')}
        </a>
      </span>
    </p>
  );
}

function StorageNotice() {
  const { t } = useTranslation();
  const isRefused = useStorageRefused((state) => state.isRefused);
  if (!isRefused) return null;
  return (
    <p className="notice">
      <Icon name="warning" small />
      <span>{t('shell.notKeptHere')}</span>
    </p>
  );
}

function UpdatedNotice() {
  const { t } = useTranslation();
  return (
    <p className="notice">
      <Icon name="refresh" small />
      <span>
        {t('shell.updated.text')}{' '}
        <button type="button" className="link" onClick={() => location.reload()}>
          {t('shell.updated.action')}
        </button>
      </span>
    </p>
  );
}

function readSeen(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(seenKey) ?? '[]');
    return Array.isArray(stored) ? stored.filter((text) => typeof text === 'string') : [];
  } catch {
    return [];
  }
}

/** By their text, which names the incident: the same thing may happen again. */
function remember(seen: readonly string[], text: string): readonly string[] {
  const all = [...seen, text];
  try {
    localStorage.setItem(seenKey, JSON.stringify(all));
  } catch {
    // then it is shown once more at the next visit
  }
  return all;
}

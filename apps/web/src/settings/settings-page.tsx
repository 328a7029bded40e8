import { contextSizesToChoose, type Settings } from '@maobi/contract';
import type { ReactNode } from 'react';
import { textLanguage } from '../language/text-language.ts';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { useMeasures } from '../language/measures.ts';
import { NoticeChecks } from '../queue-page/notice-choice.tsx';
import { useSystem } from '../studio/queries.ts';
import { ApiKeyField } from './api-key-field.tsx';
import { EngineRows } from './engine-rows.tsx';
import { KeptData } from './kept-data.tsx';
import { OneOf } from './one-of.tsx';
import { readingFonts, readingSizes, showReadingLook, useReadingLook, type ReadingLook } from './reading-look.ts';
import { TypographyChoice } from './typography-choice.tsx';
import { useSettings } from './use-settings.ts';
import './settings-page.css';

const contextChoices = [null, ...contextSizesToChoose] as const;

/** Look, language, context size, key, what is kept where, engine and versions: all that can be chosen, and what there is to know. */
export function SettingsPage({ onShowShortcuts }: { readonly onShowShortcuts: () => void }) {
  const { t } = useTranslation();
  const { settings, change } = useSettings();
  return (
    <div className="page narrow settings">
      <h1 className="page-title">{t('settings.title')}</h1>
      <Row title={t('settings.language')}>
        <OneOf
          label={t('settings.language')}
          value={settings.language}
          options={[
            { value: 'system', text: t('settings.bySystem') },
            { value: 'zh', text: '中文', lang: 'zh' },
            { value: 'en', text: 'English', lang: 'en' },
          ]}
          onChange={(language) => void change({ language: language as Settings['language'] })}
        />
      </Row>
      <Row title={t('settings.theme')}>
        <OneOf
          label={t('settings.theme')}
          value={settings.theme}
          options={[
            { value: 'system', text: t('settings.bySystem') },
            { value: 'light', text: t('settings.light') },
            { value: 'dark', text: t('settings.dark') },
          ]}
          onChange={(theme) => void change({ theme: theme as Settings['theme'] })}
        />
      </Row>
      <Reading />
      <Row title={t('settings.typography')} note={t('settings.typographyNote')}>
        <TypographyChoice off={settings.typographyOff} onChange={(typographyOff) => void change({ typographyOff })} />
      </Row>
      <Row title={t('jobs.notice.title')} note={t('jobs.notice.note')}>
        <NoticeChecks />
      </Row>
      <ContextSize tokens={settings.contextTokens} onChange={(contextTokens) => void change({ contextTokens })} />
      <Row title={t('settings.keyboard')} className="no-phone">
        <button type="button" className="btn" onClick={onShowShortcuts}>
          <Icon name="keyboard" small />
          {t('settings.showShortcuts')} <kbd className="keycap">?</kbd>
        </button>
      </Row>
      <Row title={t('settings.key')} note={t('settings.keyNote')}>
        <ApiKeyField />
      </Row>
      <Facts />
    </div>
  );
}

interface ContextSizeProps {
  readonly tokens: Settings['contextTokens'];
  readonly onChange: (tokens: Settings['contextTokens']) => void;
}

function ContextSize({ tokens, onChange }: ContextSizeProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  return (
    <Row title={t('settings.context')} note={t('settings.contextNote')}>
      <OneOf
        label={t('settings.context')}
        value={String(tokens)}
        options={contextChoices.map((size) => ({
          value: String(size),
          text: size === null ? t('settings.contextAuto') : `${size / 1024}K`,
        }))}
        onChange={(value) => onChange(value === 'null' ? null : Number(value))}
      />
      {tokens !== null && <p className="note">{t('settings.contextMeans', { units: measures.number(measures.unitsIn(tokens)) })}</p>}
    </Row>
  );
}

interface RowProps {
  readonly title: string;
  readonly note?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

function Row({ title, note, className = '', children }: RowProps) {
  return (
    <section className={`settings-row ${className}`}>
      <div>
        <h2>{title}</h2>
        {note && <p className="note">{note}</p>}
      </div>
      <div className="settings-value">{children}</div>
    </section>
  );
}

/** How texts are set, with a line to judge it by. */
function Reading() {
  const { t } = useTranslation();
  const look = useReadingLook();
  return (
    <Row title={t('settings.reading')} note={t('settings.readingNote')}>
      <OneOf
        label={t('settings.readingFont')}
        value={look.font}
        options={readingFonts.map((value) => ({ value, text: t(`settings.font.${value}`) }))}
        onChange={(font) => showReadingLook({ font: font as ReadingLook['font'] })}
      />
      <OneOf
        label={t('settings.readingSize')}
        value={look.size}
        options={readingSizes.map((value) => ({ value, text: t(`settings.size.${value}`) }))}
        onChange={(size) => showReadingLook({ size: size as ReadingLook['size'] })}
      />
      <p className="reading-sample serif">
        {t('settings.sample')}
        <span lang={textLanguage(t('settings.otherSample'))}>{t('settings.otherSample')}</span>
      </p>
    </Row>
  );
}

function Facts() {
  const { t } = useTranslation();
  const { data: system } = useSystem();
  if (!system) return null;
  return (
    <>
      <Row title={t('settings.privacy')}>
        <ul className="settings-facts">
          <li>
            <Icon name="shield" small />
            {t('settings.privacyLocal')}
          </li>
          <li>
            <Icon name="download" small />
            {t('settings.privacyDownloads')}
          </li>
          <li>
            <Icon name="file" small />
            {t('settings.privacySaved')}
          </li>
        </ul>
      </Row>
      <Row title={t('settings.folder')} note={t('settings.folderNote')}>
        <KeptData folder={system.dataFolder} />
      </Row>
      <Row title={t('settings.engineFacts')} note={t('settings.engineFactsNote')}>
        <EngineRows system={system} />
      </Row>
      <Row title={t('settings.versions')}>
        <dl className="settings-versions">
          {[
            ['Maobi', system.version],
            ['SQLite', system.sqliteVersion],
            ['Node', system.nodeVersion],
          ].map(([name, version]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="num">{version}</dd>
            </div>
          ))}
        </dl>
      </Row>
    </>
  );
}

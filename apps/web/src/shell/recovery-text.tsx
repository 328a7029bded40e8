import type { Recovery } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { joined } from '../language/error-text.ts';

/** What happened to the data file, what took its place, and what could be read from it besides. */
export function RecoveryText({ recovery: { backupAt, keptAs, messages, sectionTexts } }: { readonly recovery: Recovery }) {
  const { t, language } = useTranslation();
  const time =
    backupAt && new Date(backupAt).toLocaleString(language === 'zh' ? 'zh-CN' : 'en', { dateStyle: 'medium', timeStyle: 'short' });
  const happened = t(`shell.recovery.${keptAs === null ? 'vanished' : 'damaged'}`);
  const replaced = time === null ? t('shell.recovery.noBackup') : t('shell.recovery.backup', { time });
  const counts = [
    messages > 0 && t('shell.recovery.messages', { count: messages }),
    sectionTexts > 0 && t('shell.recovery.sectionTexts', { count: sectionTexts }),
  ].filter((count) => count !== false);
  const taken =
    counts.length > 0
      ? t('shell.recovery.taken', { what: counts.join(t('shell.recovery.and')) })
      : t(`shell.recovery.${time === null ? 'nothing' : 'nothingNewer'}`);
  return (
    <>
      {[happened, replaced, taken].reduce(joined)}
      {keptAs !== null && (
        <>
          {language === 'zh' ? '' : ' '}
          {t('shell.recovery.kept')}
          <code>{keptAs}</code>
        </>
      )}
    </>
  );
}

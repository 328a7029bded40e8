import type { Storage } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { useMeasures } from '../language/measures.ts';
import { PartFailure } from '../shell/part-failure.tsx';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { useStorage } from '../studio/queries.ts';
import { showFailure } from '../toasts/show-failure.ts';
import { showToast } from '../toasts/toasts.ts';

/** Where all that is written lies, how much room each part takes, and clearing what can be made again. */
export function KeptData({ folder }: { readonly folder: string }) {
  const { t } = useTranslation();
  const storage = useStorage();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(folder);
      showToast({ text: t('settings.folderCopied') });
    } catch {
      showToast({ text: t('settings.folderCopyFailed'), isFailure: true });
    }
  };
  return (
    <>
      <div className="kept-folder">
        <code className="settings-path">{folder}</code>
        <button type="button" className="btn" onClick={() => void copy()}>
          <Icon name="copy" small />
          {t('settings.folderCopy')}
        </button>
      </div>
      <PartFailure of={[storage]} />
      <dl className="settings-kept">
        {storage.data?.parts.map((each) => (
          <Part key={each.part} {...each} />
        ))}
        <div>
          <dt>{t('settings.kept.browser.what')}</dt>
          <dd>{t('settings.kept.browser.where')}</dd>
        </div>
      </dl>
    </>
  );
}

function Part({ part, name, bytes }: Storage['parts'][number]) {
  const { t } = useTranslation();
  const measures = useMeasures();
  return (
    <div>
      <dt>{t(`settings.kept.${part}.what`)}</dt>
      <dd>
        {t(`settings.kept.${part}.where`, { name })}
        {part === 'states' && bytes > 0 && <ClearStates />}
      </dd>
      <dd className="kept-size num">{bytes === 0 ? '–' : measures.fileSize(bytes)}</dd>
    </div>
  );
}

function ClearStates() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const clear = async () => {
    setIsBusy(true);
    try {
      queryClient.setQueryData(keys.storage, await client.call('clearStates', { body: {} }));
      showToast({ text: t('settings.statesCleared') });
    } catch (error) {
      showFailure(t, error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <button type="button" className="btn plain kept-clear" disabled={isBusy} onClick={() => void clear()}>
      {t('settings.clearStates')}
    </button>
  );
}

import type { Download, Model } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { errorBodyText } from '../language/error-text.ts';
import { useMeasures } from '../language/measures.ts';
import { useIsLeaving } from '../studio/leaving.ts';
import { Failure } from './failure.tsx';
import { leavingDownload, useModelActions } from './model-actions.ts';
import './models.css';

/** A download as an ink line with its figures, and what can be done about it. */
export function DownloadProgress({ model, download }: { readonly model: Model; readonly download: Download }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const isLeaving = useIsLeaving(leavingDownload(model.id));
  if (isLeaving) return <p className="note">{t('models.download.leaving')}</p>;
  const part = download.totalBytes === 0 ? 0 : Math.min(100, (download.receivedBytes / download.totalBytes) * 100);
  return (
    <div className="download">
      <div
        className="ink-line"
        role="progressbar"
        aria-label={t('models.download.label', { name: model.name })}
        aria-valuenow={Math.floor(part / 25) * 25}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i className={lineState(download)} style={{ ['--part' as string]: `${part}%` }} />
      </div>
      <div className="download-row">
        <p className="download-figures">
          <span className="text-ink-1 num">
            {t('models.download.received', {
              received: measures.fileSize(download.receivedBytes),
              total: measures.fileSize(download.totalBytes || model.sizeBytes),
            })}
          </span>
          <DownloadWords download={download} />
        </p>
        <DownloadButtons model={model} download={download} />
      </div>
      {download.state === 'failed' && download.error && <Failure text={errorBodyText(t, download.error)} />}
      {download.state === 'downloading' && <p className="note">{t('models.download.promise')}</p>}
    </div>
  );
}

function lineState({ state }: Download): string {
  if (state === 'failed') return 'broken';
  return state === 'downloading' ? 'live' : '';
}

function DownloadWords({ download }: { readonly download: Download }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  if (download.state === 'failed') return null;
  if (download.state !== 'downloading') return <span className="num">{t(`models.download.${download.state}`)}</span>;
  if (download.bytesPerSecond === 0) return <span className="num">{t('models.download.connecting')}</span>;
  const speed = measures.fileSize(download.bytesPerSecond);
  return (
    <span className="num">
      {download.remainingMs === null
        ? t('models.download.speed', { speed })
        : t('models.download.speedLeft', { speed, left: measures.duration(download.remainingMs) })}
    </span>
  );
}

function DownloadButtons({ model, download }: { readonly model: Model; readonly download: Download }) {
  const { t } = useTranslation();
  const actions = useModelActions();
  if (download.state === 'verifying') return null;
  const isStopped = download.state === 'paused' || download.state === 'failed';
  return (
    <div className="download-buttons">
      {isStopped && (
        <button type="button" className="btn plain" onClick={() => actions.discard(model)}>
          {t('models.download.discard')}
        </button>
      )}
      {isStopped ? (
        <button type="button" className="btn" onClick={() => void actions.pull(model.id, null)}>
          <Icon name="download" small />
          {t('models.download.resume')}
        </button>
      ) : (
        <button type="button" className="btn" onClick={() => void actions.pause(model.id)}>
          <Icon name="pause" small />
          {t('models.download.pause')}
        </button>
      )}
    </div>
  );
}

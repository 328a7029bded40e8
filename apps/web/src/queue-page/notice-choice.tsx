import { useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { changeNoticeSetting, useNoticeSetting } from '../notice/notice-setting.ts';
import { playSound } from '../notice/play-sound.ts';

/** Whether and how this browser tells that a long job has ended. */
export function NoticeChoice() {
  const { t } = useTranslation();
  return (
    <section className="jobs-panel" aria-labelledby="notice-title">
      <h2 id="notice-title">{t('jobs.notice.title')}</h2>
      <p className="note">{t('jobs.notice.note')}</p>
      <NoticeChecks />
    </section>
  );
}

/** Permission is asked for only when it is wanted. */
export function NoticeChecks() {
  const { t } = useTranslation();
  const setting = useNoticeSetting();
  const [isRefused, setIsRefused] = useState(false);
  const wantNotification = async (isWanted: boolean) => {
    const isAllowed = !isWanted || (typeof Notification !== 'undefined' && (await Notification.requestPermission()) === 'granted');
    setIsRefused(!isAllowed);
    changeNoticeSetting({ notification: isWanted && isAllowed });
  };
  const wantSound = (isWanted: boolean) => {
    changeNoticeSetting({ sound: isWanted });
    if (isWanted) playSound();
  };
  return (
    <>
      <div className="notice-choice">
        <label className="check">
          <input type="checkbox" checked={setting.notification} onChange={(event) => void wantNotification(event.target.checked)} />
          {t('jobs.notice.notification')}
        </label>
        <label className="check">
          <input type="checkbox" checked={setting.sound} onChange={(event) => wantSound(event.target.checked)} />
          {t('jobs.notice.sound')}
        </label>
      </div>
      {isRefused && (
        <p className="job-error" role="alert">
          {t('jobs.notice.refused')}
        </p>
      )}
    </>
  );
}

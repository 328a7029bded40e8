import { hasNoNight, type NightPlan, type NightRun } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { OneOf } from '../settings/one-of.tsx';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { showFailure } from '../toasts/show-failure.ts';

const usual = { from: '23:00', until: '07:00' };

interface NightPanelProps {
  readonly nightRun: NightRun | null;
  /** When that was asked for. */
  readonly nowMs: number;
}

/** The time in which open jobs may work, and the form that sets it. */
export function NightPanel({ nightRun, nowMs }: NightPanelProps) {
  const { t } = useTranslation();
  const change = useNightChange();
  const [isEditing, setIsEditing] = useState(false);
  return (
    <section className="jobs-panel night" aria-labelledby="night-title">
      <h2 id="night-title">{t('jobs.night.title')}</h2>
      <p className="note">{t('jobs.night.note')}</p>
      {nightRun && !isEditing ? (
        <Planned
          nightRun={nightRun}
          isOpen={Date.parse(nightRun.startsAt) <= nowMs}
          onEdit={() => setIsEditing(true)}
          onCancel={() => void change(() => client.call('cancelNightRun', {}))}
        />
      ) : (
        <NightForm
          nightRun={nightRun}
          onSet={async (body) => {
            if (await change(() => client.call('setNightRun', { body }))) setIsEditing(false);
          }}
        />
      )}
    </section>
  );
}

interface PlannedProps {
  readonly nightRun: NightRun;
  readonly isOpen: boolean;
  readonly onEdit: () => void;
  readonly onCancel: () => void;
}

function Planned({ nightRun, isOpen, onEdit, onCancel }: PlannedProps) {
  const { t } = useTranslation();
  const { from, until, isNightly } = nightRun;
  return (
    <div className="night-planned">
      <p role="status" className="num">
        {isOpen ? t('jobs.night.open', { until }) : t('jobs.night.planned', { from, until })}
        {t(isNightly ? 'jobs.night.isNightly' : 'jobs.night.once')}
      </p>
      <div className="night-buttons">
        <button type="button" className="btn" onClick={onEdit}>
          {t('jobs.night.change')}
        </button>
        <button type="button" className="btn plain" onClick={onCancel}>
          {t('jobs.night.cancel')}
        </button>
      </div>
    </div>
  );
}

interface NightFormProps {
  readonly nightRun: NightRun | null;
  readonly onSet: (wanted: { from?: string; until: string; isNightly: boolean }) => Promise<void>;
}

function NightForm({ nightRun, onSet }: NightFormProps) {
  const { t } = useTranslation();
  const [start, setStart] = useState<'now' | 'later'>(nightRun && nightRun.from === null ? 'now' : 'later');
  const [from, setFrom] = useState(nightRun?.from ?? usual.from);
  const [until, setUntil] = useState(nightRun?.until ?? usual.until);
  const [isNightly, setIsNightly] = useState(nightRun?.isNightly ?? false);
  const problemId = useId();
  const isRefused = hasNoNight({ from: start === 'later' ? from : null, until });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isRefused) void onSet({ until, isNightly, ...(start === 'later' ? { from } : {}) });
  };
  return (
    <form className="night-form" onSubmit={submit}>
      <OneOf
        label={t('jobs.night.at')}
        value={start}
        options={[
          { value: 'now', text: t('jobs.night.now') },
          { value: 'later', text: t('jobs.night.later') },
        ]}
        onChange={(value) => setStart(value as typeof start)}
      />
      {start === 'later' && (
        <label>
          {t('jobs.night.from')}
          <input type="time" className="field num" required value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
      )}
      <label>
        {t('jobs.night.until')}
        <input
          type="time"
          className="field num"
          required
          aria-invalid={isRefused}
          aria-describedby={isRefused ? problemId : undefined}
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </label>
      <label className="check">
        <input type="checkbox" checked={isNightly} onChange={(event) => setIsNightly(event.target.checked)} />
        {t('jobs.night.nightly')}
      </label>
      <button type="submit" className="btn">
        {t('jobs.night.set')}
      </button>
      {isRefused && (
        <p id={problemId} className="job-error" role="alert">
          {t('jobs.night.noTime')}
        </p>
      )}
    </form>
  );
}

/** Changes the plan and shows what the studio answers; resolves with whether it could. */
export function useNightChange(): (change: () => Promise<NightPlan>) => Promise<boolean> {
  const cache = useQueryClient();
  const { t } = useTranslation();
  return async (change) => {
    try {
      cache.setQueryData<NightPlan>(keys.night, await change());
      void cache.invalidateQueries({ queryKey: keys.jobs });
      return true;
    } catch (error) {
      showFailure(t, error);
      return false;
    }
  };
}

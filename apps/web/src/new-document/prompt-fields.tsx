import type { Brief } from '@maobi/contract';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { fitHeight } from '../conversation/composer/text-field.ts';
import { errorText } from '../language/error-text.ts';
import type { BriefDraft, Wording } from './brief-draft.ts';
import { useWordedBrief } from './use-worded-brief.ts';

interface PromptFieldsProps {
  readonly draft: BriefDraft;
  /** What the form makes; `null`: not enough of it is filled in. */
  readonly brief: Brief | null;
  readonly onChange: (fields: Pick<BriefDraft, 'wording'>) => void;
}

/** The prompt as the model will get it, to be looked at and changed; asked for once somebody wants to see it. */
export function PromptFields(props: PromptFieldsProps) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="brief-prompt" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        {t('aide.wording.title')}
        <span className="note">{t(props.draft.wording ? 'aide.wording.isOwn' : 'aide.wording.lead')}</span>
      </summary>
      {isOpen && <Wordings {...props} />}
    </details>
  );
}

function Wordings({ draft, brief, onChange }: PromptFieldsProps) {
  const { t } = useTranslation();
  const { worded, error } = useWordedBrief(brief);
  const own = draft.wording;
  const shown = own ?? worded;
  if (!shown) return <p className="note">{error ? errorText(t, error).both : t('aide.wording.nothing')}</p>;
  const change = (part: Partial<Wording>) => {
    const insteadOf = own?.insteadOf ?? worded;
    onChange({ wording: { system: shown.system, request: shown.request, ...part, ...(insteadOf ? { insteadOf } : {}) } });
  };
  const isOld = own?.insteadOf !== undefined && worded !== null && !isSame(own.insteadOf, worded);
  return (
    <div className="brief-details">
      <PromptField label={t('aide.wording.system')} value={shown.system} longest={10_000} onChange={(system) => change({ system })} />
      <PromptField label={t('aide.wording.request')} value={shown.request} longest={50_000} onChange={(request) => change({ request })} />
      <div className="brief-prompt-foot">
        <p className="note" role="status">
          {isOld ? t('aide.wording.isOld') : t('aide.wording.note')}
        </p>
        {own && (
          <button type="button" className="btn" onClick={() => onChange({ wording: null })}>
            {t('aide.wording.backToForm')}
          </button>
        )}
      </div>
    </div>
  );
}

function isSame(
  before: { readonly system: string; readonly request: string },
  now: { readonly system: string; readonly request: string },
): boolean {
  return before.system === now.system && before.request === now.request;
}

interface PromptFieldProps {
  readonly label: string;
  readonly value: string;
  readonly longest: number;
  readonly onChange: (text: string) => void;
}

function PromptField({ label, value, longest, onChange }: PromptFieldProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [value]);
  return (
    <div className="brief-field notes">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        ref={field}
        className="field"
        rows={2}
        maxLength={longest}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

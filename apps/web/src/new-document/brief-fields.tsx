import { documentWordsRange, type WritingLanguage } from '@maobi/contract';
import { useEffect, useId, useRef, type ClipboardEvent, type DragEvent } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { fitHeight } from '../conversation/composer/text-field.ts';
import { longTextIn, offerLongText } from '../long-paste/long-text.ts';
import { OneOf } from '../settings/one-of.tsx';
import { showToast } from '../toasts/toasts.ts';
import { languageOf, minutesRange, type BriefDraft } from './brief-draft.ts';

export interface BriefFieldsProps {
  readonly draft: BriefDraft;
  /** What the page is shown in. */
  readonly shown: WritingLanguage;
  readonly onChange: (fields: Partial<BriefDraft>) => void;
  /** Whether the length may be given as the time that the writer has. Default: it may. */
  readonly isTimeAllowed?: boolean;
}

const longestTopic = 2_000;
/** Of what else is asked. */
export const longestText = 20_000;

interface TopicFieldProps extends BriefFieldsProps {
  /** After a text that is too long for a topic was kept as material; absent: none can be. */
  readonly onMaterialKept?: () => void;
}

/** What the document is about. */
export function TopicField({ draft, onChange, onMaterialKept }: TopicFieldProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const offerAsMaterial = (event: ClipboardEvent | DragEvent) => {
    const long = onMaterialKept ? longTextIn(event.nativeEvent) : null;
    if (!long) return;
    const notes = [draft.notes.trimEnd(), long.text.trim()].filter((text) => text !== '').join('\n\n');
    if (notes.length > longestText) return;
    event.preventDefault();
    const keepAsMaterial = () => {
      onChange({ notes });
      onMaterialKept?.();
      showToast({ text: t('longPaste.kept', { field: t('documents.field.notes') }) });
    };
    offerLongText({ ...long, keepAsMaterial });
  };
  useEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [draft.topic]);
  return (
    <textarea
      ref={field}
      name="topic"
      className="topic serif"
      rows={2}
      aria-label={t('documents.topic')}
      placeholder={t('documents.topicPlaceholder')}
      maxLength={longestTopic}
      value={draft.topic}
      onPaste={offerAsMaterial}
      onDrop={offerAsMaterial}
      onChange={(event) => onChange({ topic: event.target.value })}
    />
  );
}

/** In which language, and how long or for how much time. */
export function LengthFields({ draft, shown, onChange, isTimeAllowed = true }: BriefFieldsProps) {
  const { t } = useTranslation();
  const language = languageOf(draft, shown);
  const isByWords = draft.lengthBy === 'words';
  return (
    <>
      <OneOf
        label={t('documents.language')}
        value={language}
        options={[
          { value: 'zh', text: '中文', lang: 'zh' },
          { value: 'en', text: 'English', lang: 'en' },
        ]}
        onChange={(next) => onChange({ language: next === 'zh' ? 'zh' : 'en' })}
      />
      {isTimeAllowed && (
        <OneOf
          label={t('documents.lengthBy')}
          value={draft.lengthBy}
          options={[
            { value: 'words', text: t('documents.byWords') },
            { value: 'minutes', text: t('documents.byMinutes') },
          ]}
          onChange={(next) => onChange({ lengthBy: next === 'minutes' ? 'minutes' : 'words' })}
        />
      )}
      <label className="length-field">
        <input
          name="length"
          className="field num"
          type="number"
          inputMode="numeric"
          aria-label={isByWords ? t(`documents.words.${language}`) : t('documents.minutes')}
          min={isByWords ? documentWordsRange.minimum : minutesRange.minimum}
          max={isByWords ? documentWordsRange.maximum : minutesRange.maximum}
          step={isByWords ? 50 : 5}
          placeholder={isByWords && draft.unaskedWords !== null ? t('documents.noLength') : ''}
          value={isByWords ? draft.words : draft.minutes}
          onChange={(event) => onChange(isByWords ? { words: event.target.value } : { minutes: event.target.value })}
        />
        <span aria-hidden="true">{isByWords ? t(`documents.unit.${language}`) : t('documents.unit.minutes')}</span>
      </label>
    </>
  );
}

/** For whom, how, what must and must not be in it, and everything else the model should know. */
export function DetailFields(props: BriefFieldsProps) {
  return (
    <div className="brief-details">
      <LineField {...props} name="reader" />
      <LineField {...props} name="tone" />
      <TextField {...props} name="mustInclude" />
      <TextField {...props} name="mustAvoid" />
      <TextField {...props} name="notes" />
    </div>
  );
}

function LineField({ draft, name, onChange }: BriefFieldsProps & { readonly name: 'reader' | 'tone' }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="brief-field">
      <label htmlFor={id}>{t(`documents.field.${name}`)}</label>
      <input
        id={id}
        name={name}
        className="field"
        maxLength={500}
        placeholder={t(`documents.example.${name}`)}
        value={draft[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </div>
  );
}

function TextField({ draft, name, onChange }: BriefFieldsProps & { readonly name: 'mustInclude' | 'mustAvoid' | 'notes' }) {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [draft, name]);
  return (
    <div className={`brief-field ${name}`}>
      <label htmlFor={id}>{t(`documents.field.${name}`)}</label>
      <textarea
        ref={field}
        id={id}
        name={name}
        className="field"
        rows={2}
        maxLength={longestText}
        placeholder={t(`documents.example.${name}`)}
        value={draft[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </div>
  );
}

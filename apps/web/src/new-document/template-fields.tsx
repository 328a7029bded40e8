import { templateAudiences, type Template, type TemplateField, type WritingLanguage } from '@maobi/contract';
import { useId } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { languageOf, withTemplate, type BriefDraft } from './brief-draft.ts';
import { longestText, type BriefFieldsProps } from './brief-fields.tsx';
import { templateFieldName } from './brief-trouble.ts';

interface TemplateFieldsProps extends BriefFieldsProps {
  readonly templates: readonly Template[];
}

/** Which form of text it is to become. Another one brings its usual length along, or what was filled in for it before. */
export function TemplateChoice({ draft, shown, templates, onChange }: TemplateFieldsProps) {
  const { t } = useTranslation();
  const choose = (id: string) => {
    const template = templates.find((known) => known.id === id);
    const usualWords = template ? String(template.length.default[languageOf(draft, shown)]) : null;
    onChange(withTemplate(draft, template?.id ?? null, usualWords));
  };
  const chosen = templates.find(({ id }) => id === draft.template);
  return (
    <label className="template-choice">
      <span>{t('documents.template.label')}</span>
      <select className="field" value={chosen?.id ?? ''} onChange={(event) => choose(event.target.value)}>
        <option value="">{t('documents.template.none')}</option>
        {templateAudiences.map((audience) => (
          <AudienceOptions key={audience} audience={audience} shown={shown} templates={templates} />
        ))}
      </select>
      {chosen && <span className="note">{chosen.about[shown]}</span>}
    </label>
  );
}

interface AudienceOptionsProps {
  readonly audience: Template['audience'];
  readonly shown: WritingLanguage;
  readonly templates: readonly Template[];
}

function AudienceOptions({ audience, shown, templates }: AudienceOptionsProps) {
  const { t } = useTranslation();
  const offered = templates.filter((template) => template.audience === audience && template.id !== 'free-writing');
  if (offered.length === 0) return null;
  return (
    <optgroup label={t(`documents.template.${audience}`)}>
      {offered.map(({ id, name }) => (
        <option key={id} value={id}>
          {name[shown]}
        </option>
      ))}
    </optgroup>
  );
}

/** What the chosen template asks besides. */
export function TemplateFields({ draft, shown, templates, onChange }: TemplateFieldsProps) {
  const template = templates.find(({ id }) => id === draft.template);
  if (!template || template.fields.length === 0) return null;
  return (
    <div className="brief-details of-template">
      {template.fields.map((field) => (
        <OwnField
          key={field.name}
          field={field}
          shown={shown}
          value={draft.fields[field.name] ?? ''}
          onChange={(value) => onChange({ fields: { ...draft.fields, [field.name]: value } })}
        />
      ))}
    </div>
  );
}

interface OwnFieldProps {
  readonly field: TemplateField;
  readonly shown: WritingLanguage;
  readonly value: BriefDraft['fields'][string];
  readonly onChange: (value: string) => void;
}

function OwnField({ field, shown, value, onChange }: OwnFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const { kind, label, hint, isRequired } = field;
  const isLong = kind === 'list' || kind === 'long-text';
  const shared = {
    id,
    name: templateFieldName(field.name),
    className: 'field',
    placeholder: hint?.[shown] ?? '',
    required: isRequired,
    maxLength: longestText,
    value,
  };
  return (
    <div className={isLong ? 'brief-field notes' : 'brief-field'}>
      <label htmlFor={id}>
        {label[shown]}
        {isRequired && <span className="note"> {t('documents.template.required')}</span>}
      </label>
      {kind === 'choice' && <ChoiceField field={field} shown={shown} id={id} value={value} onChange={onChange} />}
      {isLong && <textarea {...shared} rows={3} onChange={(event) => onChange(event.target.value)} />}
      {kind === 'text' && <input {...shared} onChange={(event) => onChange(event.target.value)} />}
    </div>
  );
}

function ChoiceField({ field, shown, id, value, onChange }: OwnFieldProps & { readonly id: string }) {
  return (
    <select
      id={id}
      name={templateFieldName(field.name)}
      className="field"
      value={value || (field.default ?? '')}
      onChange={(event) => onChange(event.target.value)}
    >
      {field.default === null && <option value="">–</option>}
      {field.choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label[shown]}
        </option>
      ))}
    </select>
  );
}

import type { Template, WritingLanguage } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useDocumentLength } from '../document/use-document-length.ts';
import { Icon } from '../icons/icon.tsx';
import { useMeasures } from '../language/measures.ts';
import { useChooseTemplate } from '../new-document/use-choose-template.ts';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { showFailure } from '../toasts/show-failure.ts';
import { showToast } from '../toasts/toasts.ts';

/** One template: what it is for, how long it gets, what it asks, an example, and what can be done with it. */
export function TemplateCard({ template }: { readonly template: Template }) {
  const { t } = useTranslation();
  const { language } = useMeasures();
  const choose = useChooseTemplate();
  const copy = useCopyTemplate();
  const nameId = useId();
  return (
    <article className="template-card" aria-labelledby={nameId}>
      <div className="template-head">
        <h3 id={nameId} className="serif">
          {template.name[language]}
        </h3>
        {template.origin === 'own' && <span className="template-own note">{t('templates.own')}</span>}
      </div>
      <p>{template.about[language]}</p>
      <TemplateFacts template={template} language={language} />
      <TemplateExample template={template} language={language} />
      <div className="template-buttons">
        <button type="button" className="btn" aria-describedby={nameId} onClick={() => choose(template)}>
          {t('templates.use')}
        </button>
        {template.origin === 'bundled' && (
          <button type="button" className="btn plain" aria-describedby={nameId} onClick={() => void copy(template.id)}>
            <Icon name="copy" small />
            {t('templates.copy')}
          </button>
        )}
      </div>
    </article>
  );
}

interface OfTemplate {
  readonly template: Template;
  /** The page's. */
  readonly language: WritingLanguage;
}

function TemplateFacts({ template: { length, shape, fields, outline }, language }: OfTemplate) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const usual = useDocumentLength(language).of(length.default[language]);
  const range = { minimum: measures.number(length.minimum), maximum: measures.number(length.maximum) };
  const asked = fields.map(({ label, isRequired }) => label[language] + (isRequired ? t('templates.required') : ''));
  const headings = outline?.sections.map(({ heading }) => heading[language]) ?? [];
  const separator = language === 'zh' ? '，' : ', ';
  return (
    <dl className="template-facts">
      <div>
        <dt className="sr">{t(`templates.shape.${shape}`)}</dt>
        <dd>
          {t(`templates.shape.${shape}`)}
          <i className="sep" />
          {t('templates.length', { usual, ...range })}
        </dd>
      </div>
      <div>
        <dt>{t('templates.asks')}</dt>
        <dd>{asked.length === 0 ? t('templates.asksNothing') : asked.join(separator)}</dd>
      </div>
      {headings.length > 0 && (
        <div>
          <dt>{t('templates.plan')}</dt>
          <dd>{headings.join(separator)}</dd>
        </div>
      )}
    </dl>
  );
}

/** The form as somebody might fill it in. */
function TemplateExample({ template: { example, fields }, language }: OfTemplate) {
  const { t } = useTranslation();
  const labels = new Map(fields.map(({ name, label }) => [name, label[language]]));
  const choices = new Map(fields.flatMap(({ name, choices: all }) => all.map(({ value, label }) => [`${name} ${value}`, label[language]])));
  const nameOf = (slot: string) => (slot === 'topic' ? t('templates.topicOf') : (labels.get(slot) ?? usualLabel(slot)));
  const usualLabel = (slot: string) => (isUsualField(slot) ? t(`documents.field.${slot}`) : slot);
  return (
    <details className="template-example">
      <summary>{t('templates.example')}</summary>
      <dl>
        {Object.entries(example[language]).map(([slot, value]) => (
          <div key={slot}>
            <dt>{nameOf(slot)}</dt>
            <dd>{choices.get(`${slot} ${value}`) ?? value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const usualFields = ['reader', 'tone', 'mustInclude', 'mustAvoid', 'notes'] as const;

function isUsualField(slot: string): slot is (typeof usualFields)[number] {
  return usualFields.some((name) => name === slot);
}

/** Puts a copy into the data folder and says where it lies. */
function useCopyTemplate(): (id: string) => Promise<void> {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return async (id) => {
    try {
      const { path } = await client.call('copyTemplate', { params: { id }, body: {} });
      showToast({ text: t('templates.copied', { path }) });
      await queryClient.invalidateQueries({ queryKey: keys.templates });
    } catch (error) {
      showFailure(t, error);
    }
  };
}

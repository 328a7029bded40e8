import { documentSorts, freeWriting, listedProgress, listedTexts, templateAudiences, type Template } from '@maobi/contract';
import type { ReactNode } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import type { ChosenFilter } from './library-filter.ts';

interface FilterBarProps extends Pick<ChosenFilter, 'filter' | 'choose'> {
  readonly templates: readonly Template[];
}

/** In which order, and which of them: each choice is a field of its own, so that keys and phones choose as they do anywhere. */
export function FilterBar({ filter, choose, templates }: FilterBarProps) {
  const { t } = useTranslation();
  return (
    <div className="library-filters" role="group" aria-label={t('library.filters')}>
      <Choice label={t('library.sort.label')} value={filter.sort} onChoose={(value) => choose({ sort: oneOf(documentSorts, value) })}>
        {documentSorts.map((sort) => (
          <option key={sort} value={sort}>
            {t(`library.sort.${sort}`)}
          </option>
        ))}
      </Choice>
      <Choice label={t('library.template.label')} value={filter.template ?? ''} onChoose={(value) => choose({ template: value || null })}>
        <option value="">{t('library.template.any')}</option>
        <TemplateOptions templates={templates} chosen={filter.template} />
      </Choice>
      <Choice
        label={t('library.progress.label')}
        value={filter.progress ?? ''}
        onChoose={(value) => choose({ progress: listedProgress.find((known) => known === value) ?? null })}
      >
        <option value="">{t('library.progress.any')}</option>
        {listedProgress.map((progress) => (
          <option key={progress} value={progress}>
            {t(`library.progress.${progress}`)}
          </option>
        ))}
      </Choice>
      <Choice label={t('library.texts.label')} value={filter.texts} onChoose={(value) => choose({ texts: oneOf(listedTexts, value) })}>
        {listedTexts.map((texts) => (
          <option key={texts} value={texts}>
            {t(`library.texts.${texts}`)}
          </option>
        ))}
      </Choice>
    </div>
  );
}

function oneOf<Value extends string>(values: readonly [Value, ...Value[]], wanted: string): Value {
  return values.find((value) => value === wanted) ?? values[0];
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  readonly children: ReactNode;
}

function Choice({ label, value, onChoose, children }: ChoiceProps) {
  return (
    <label>
      <span className="note">{label}</span>
      <select className="field" value={value} onChange={(event) => onChoose(event.target.value)}>
        {children}
      </select>
    </label>
  );
}

/** With one that is gone, if that is the one that was chosen. */
function TemplateOptions({ templates, chosen }: { readonly templates: readonly Template[]; readonly chosen: string | null }) {
  const { t, language } = useTranslation();
  const isKnown = chosen === null || chosen === freeWriting || templates.some(({ id }) => id === chosen);
  return (
    <>
      <option value={freeWriting}>{t('documents.template.none')}</option>
      {!isKnown && <option value={chosen}>{chosen}</option>}
      {templateAudiences.map((audience) => (
        <optgroup key={audience} label={t(`documents.template.${audience}`)}>
          {templates
            .filter((template) => template.audience === audience && template.id !== freeWriting)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name[language]}
              </option>
            ))}
        </optgroup>
      ))}
    </>
  );
}

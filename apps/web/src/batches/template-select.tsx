import { templateAudiences, type Template } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';

interface TemplateSelectProps {
  readonly templates: readonly Template[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** Those who write many at once come first. */
const audiences = ['creators', ...templateAudiences.filter((audience) => audience !== 'creators')] as const;

/** Which form of text every row becomes. */
export function TemplateSelect({ templates, value, onChange }: TemplateSelectProps) {
  const { t } = useTranslation();
  const { language } = useMeasures();
  return (
    <select className="field" aria-label={t('batch.template')} value={value} onChange={(event) => onChange(event.target.value)}>
      {audiences.map((audience) => (
        <optgroup key={audience} label={t(`documents.template.${audience}`)}>
          {templates
            .filter((template) => template.audience === audience)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name[language]}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}

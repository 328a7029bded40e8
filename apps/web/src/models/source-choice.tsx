import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ModelSourceName } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';

const sourceNames: Record<ModelSourceName, string> = {
  huggingface: 'Hugging Face',
  'hf-mirror': 'HF Mirror',
  modelscope: 'ModelScope',
};

interface SourceChoiceProps {
  readonly sources: readonly ModelSourceName[];
  /** `null`: the studio takes the first one that answers. */
  readonly source: ModelSourceName | null;
  readonly onChange: (source: ModelSourceName | null) => void;
}

/** From where a model is fetched. */
export function SourceChoice({ sources, source, onChange }: SourceChoiceProps) {
  const { t } = useTranslation();
  return (
    <div className="source-choice">
      <RadioGroup
        className="segments"
        aria-label={t('models.source.label')}
        value={source ?? 'any'}
        onValueChange={(value) => onChange(value === 'any' ? null : (value as ModelSourceName))}
      >
        <Radio.Root value="any">{t('models.source.any')}</Radio.Root>
        {sources.map((name) => (
          <Radio.Root key={name} value={name}>
            {name === 'modelscope' ? t('models.source.modelscope') : sourceNames[name]}
          </Radio.Root>
        ))}
      </RadioGroup>
      <p className="note">{t('models.source.note')}</p>
    </div>
  );
}

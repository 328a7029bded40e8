import { typographyExamples, typographyRuleNames, type TypographyRuleName } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';

interface TypographyChoiceProps {
  /** Rules that are left out. */
  readonly off: readonly TypographyRuleName[];
  readonly onChange: (off: TypographyRuleName[]) => void;
}

/** Which rules of typography hold, each with what it does to a line. */
export function TypographyChoice({ off, onChange }: TypographyChoiceProps) {
  const { t } = useTranslation();
  const change = (rule: TypographyRuleName, isOn: boolean) =>
    onChange(typographyRuleNames.filter((name) => (name === rule ? !isOn : off.includes(name))));
  return (
    <ul className="typography-rules">
      {typographyRuleNames.map((rule) => (
        <li key={rule} data-off={off.includes(rule) || undefined}>
          <label className="check">
            <input type="checkbox" checked={!off.includes(rule)} onChange={(event) => change(rule, event.target.checked)} />
            <span>{t(`settings.rule.${rule}`)}</span>
          </label>
          <p className="typography-example" lang="zh">
            <span>{typographyExamples[rule].before}</span> <span>{typographyExamples[rule].after}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

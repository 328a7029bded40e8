import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';

interface OneOfProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string; readonly lang?: string }[];
  readonly onChange: (value: string) => void;
}

/** A few choices side by side, one of them taken. */
export function OneOf({ label, value, options, onChange }: OneOfProps) {
  return (
    <RadioGroup className="segments" aria-label={label} value={value} onValueChange={(next) => onChange(String(next))}>
      {options.map((option) => (
        <Radio.Root key={option.value} value={option.value} {...(option.lang ? { lang: option.lang } : {})}>
          {option.text}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}

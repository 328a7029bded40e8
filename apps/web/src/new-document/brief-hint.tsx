import type { MouseEvent } from 'react';
import type { BriefTrouble } from './brief-trouble.ts';

/** Why nothing can begin; pressed, it leads to the field that it speaks of. */
export function BriefHint({ trouble: { text, field } }: { readonly trouble: BriefTrouble }) {
  return (
    <button type="button" className="brief-hint" onClick={(event) => showField(event, field)}>
      {text}
    </button>
  );
}

function showField({ currentTarget }: MouseEvent<HTMLElement>, name: string): void {
  const fields = currentTarget.closest('form, [role="dialog"]')?.querySelectorAll<HTMLElement>('[name]') ?? [];
  const field = [...fields].find((one) => one.getAttribute('name') === name);
  field?.focus({ preventScroll: true }); // at the edge, where it would come to lie, the buttons may cover it
  field?.scrollIntoView({ block: 'center' });
}

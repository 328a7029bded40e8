import type { ReactNode } from 'react';
import { LengthFields, TopicField } from './brief-fields.tsx';
import { TemplateChoice, TemplateFields } from './template-fields.tsx';
import type { BriefForm } from './use-brief-form.ts';
import './new-document.css';

interface BriefSheetProps {
  readonly form: BriefForm;
  /** After a long text that was pasted as the topic was kept as material. */
  readonly onMaterialKept: () => void;
  /** What ends the sheet, such as the ways to begin. */
  readonly children?: ReactNode;
}

/** Topic, form, length, and what the form asks, of a new document. */
export function BriefSheet({ form: { fields, templates }, onMaterialKept, children }: BriefSheetProps) {
  return (
    <div className="brief-sheet">
      <TopicField {...fields} onMaterialKept={onMaterialKept} />
      <div className="brief-options">
        <TemplateChoice {...fields} templates={templates} />
      </div>
      <div className="brief-options">
        <LengthFields {...fields} />
      </div>
      <TemplateFields {...fields} templates={templates} />
      {children}
    </div>
  );
}

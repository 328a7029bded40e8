import type { Brief, Template } from '@maobi/contract';
import { useMemo, type KeyboardEvent } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { isComposing } from '../keyboard/composition.ts';
import { useMeasures } from '../language/measures.ts';
import { useTemplates } from '../studio/queries.ts';
import { briefOf, languageOf, minutesOf } from './brief-draft.ts';
import type { BriefFieldsProps } from './brief-fields.tsx';
import { briefTrouble, type BriefTrouble } from './brief-trouble.ts';
import { useBeginning, type Beginning } from './use-beginning.ts';
import { useBriefDraft } from './use-brief-draft.ts';
import { useCost, type KnownCost } from './use-cost.ts';
import { useTemplateReadAhead } from './use-template-read-ahead.ts';

export interface BriefForm {
  readonly fields: BriefFieldsProps;
  /** `null`: there is no topic or no length yet. */
  readonly brief: Brief | null;
  readonly templates: readonly Template[];
  readonly known: KnownCost;
  /** Why it cannot begin although there is a topic; `null`: it can. */
  readonly trouble: BriefTrouble | null;
  /** Whether all that is needed is there, and nothing has begun yet. */
  readonly canBegin: boolean;
  readonly start: (beginning: Beginning) => void;
  /** Of the form: Ctrl/⌘ Enter plans. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The brief of the next document as it is typed, what it will cost, and how it begins. */
export function useBriefForm(): BriefForm {
  const { t } = useTranslation();
  const { language: shown } = useMeasures();
  const { draft, change, forget } = useBriefDraft();
  const brief = useMemo(() => briefOf(draft, shown), [draft, shown]);
  const known = useCost(brief, minutesOf(draft) ?? undefined);
  const words = draft.lengthBy === 'minutes' && known.cost && !known.isOld ? known.cost.words : brief?.words;
  const templates = useTemplates();
  const template = templates.find(({ id }) => id === draft.template) ?? null;
  const trouble = briefTrouble(draft, brief, template, { t, shown });
  const isReady = trouble === null && brief !== null && words !== undefined && (draft.lengthBy === 'words' || !known.isOld);
  useTemplateReadAhead(template?.id ?? null, languageOf(draft, shown));
  const { isBusy, begin } = useBeginning(forget);
  const start = (beginning: Beginning) => {
    if (isReady && !isBusy) void begin({ ...brief, words }, beginning);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isComposing(event)) return;
    event.preventDefault();
    start('outline');
  };
  return { fields: { draft, shown, onChange: change }, brief, templates, known, trouble, canBegin: isReady && !isBusy, start, onKeyDown };
}

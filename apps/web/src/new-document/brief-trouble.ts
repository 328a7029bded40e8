import { type Brief, briefProblems, documentWordsRange, type Template, type WritingLanguage } from '@maobi/contract';
import type { TFunction } from 'i18next';
import { languageOf, lengthOf, longestLine, minutesOf, minutesRange, mostLines, tooMuchIn, type BriefDraft } from './brief-draft.ts';

interface ToldBy {
  readonly t: TFunction;
  /** What the page is shown in. */
  readonly shown: WritingLanguage;
}

export interface BriefTrouble {
  /** One sentence. */
  readonly text: string;
  /** `name` of the first field that has to be filled in or changed. */
  readonly field: string;
}

/** Why nothing can begin with this draft; `null`: it can, or there is no topic yet. */
export function briefTrouble(draft: BriefDraft, brief: Brief | null, template: Template | null, { t, shown }: ToldBy): BriefTrouble | null {
  if (draft.topic.trim() === '') return null;
  const { minimum, maximum } = template?.length ?? documentWordsRange;
  const length = () => ({ text: t(`documents.trouble.words.${languageOf(draft, shown)}`, { minimum, maximum }), field: 'length' });
  if (draft.lengthBy === 'minutes' && minutesOf(draft) === null)
    return { text: t('documents.trouble.minutes', minutesRange), field: 'length' };
  if (lengthOf(draft) === null) return length();
  const tooMuch = tooMuchIn(draft);
  if (tooMuch) {
    const text = t('documents.trouble.lines', { field: t(`documents.field.${tooMuch}`), longest: longestLine, most: mostLines });
    return { text, field: tooMuch };
  }
  if (!brief) return null;
  const [problem] = briefProblems(brief, draft.lengthBy === 'words' ? template : null);
  if (problem) return problem.code === 'length' ? length() : { text: t('documents.trouble.contradiction', problem), field: 'mustInclude' };
  return missing(draft, template, { t, shown });
}

/** What the template has to know. */
function missing({ fields }: BriefDraft, template: Template | null, { t, shown }: ToldBy): BriefTrouble | null {
  const all = (template?.fields ?? []).filter(
    ({ name, isRequired, default: usual }) => isRequired && !fields[name]?.trim() && !usual?.trim(),
  );
  const [first] = all;
  if (!first) return null;
  const names = all.map(({ label }) => label[shown]).join(t('documents.trouble.and'));
  return { text: t('documents.trouble.missing', { names }), field: templateFieldName(first.name) };
}

/** `name` of the field in the form. */
export function templateFieldName(name: string): string {
  return `template.${name}`;
}

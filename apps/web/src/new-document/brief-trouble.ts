import { type Brief, briefProblems, documentWordsRange, type Template, type WritingLanguage } from '@maobi/contract';
import type { TFunction } from 'i18next';
import { languageOf, longestLine, minutesOf, minutesRange, mostLines, tooMuchIn, wordsOf, type BriefDraft } from './brief-draft.ts';

interface ToldBy {
  readonly t: TFunction;
  /** What the page is shown in. */
  readonly shown: WritingLanguage;
}

/** Why nothing can begin with this draft, one sentence; `null`: it can, or there is no topic yet. */
export function briefTrouble(draft: BriefDraft, brief: Brief | null, template: Template | null, { t, shown }: ToldBy): string | null {
  if (draft.topic.trim() === '') return null;
  const { minimum, maximum } = template?.length ?? documentWordsRange;
  const length = () => t(`documents.trouble.words.${languageOf(draft, shown)}`, { minimum, maximum });
  if (draft.lengthBy === 'minutes' && minutesOf(draft) === null) return t('documents.trouble.minutes', minutesRange);
  if (draft.lengthBy === 'words' && wordsOf(draft) === null) return length();
  const tooMuch = tooMuchIn(draft);
  if (tooMuch) return t('documents.trouble.lines', { field: t(`documents.field.${tooMuch}`), longest: longestLine, most: mostLines });
  if (!brief) return null;
  const [problem] = briefProblems(brief, draft.lengthBy === 'words' ? template : null);
  if (problem) return problem.code === 'length' ? length() : t('documents.trouble.contradiction', problem);
  return missing(draft, template, { t, shown });
}

/** What the template has to know. */
function missing({ fields }: BriefDraft, template: Template | null, { t, shown }: ToldBy): string | null {
  const names = (template?.fields ?? [])
    .filter(({ name, isRequired, default: usual }) => isRequired && !fields[name]?.trim() && !usual?.trim())
    .map(({ label }) => label[shown]);
  return names.length === 0 ? null : t('documents.trouble.missing', { names: names.join(t('documents.trouble.and')) });
}

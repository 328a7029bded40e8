import type { Template } from '@maobi/contract';
import { useCallback } from 'react';
import { useLocation } from 'wouter';
import { useMeasures } from '../language/measures.ts';
import { languageOf, withTemplate } from './brief-draft.ts';
import { keepBriefDraft, readBriefDraft } from './use-brief-draft.ts';

/** Begins a new document of this form: the brief that stands keeps its topic and gets the form and its usual length, or what was filled in for it before. */
export function useChooseTemplate(): (template: Template) => void {
  const [, navigate] = useLocation();
  const { language } = useMeasures();
  return useCallback(
    ({ id, length }) => {
      const draft = readBriefDraft();
      keepBriefDraft(withTemplate(draft, id, String(length.default[languageOf(draft, language)])));
      navigate('/documents');
    },
    [navigate, language],
  );
}

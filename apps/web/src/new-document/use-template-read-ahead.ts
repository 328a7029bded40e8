import type { WritingLanguage } from '@maobi/contract';
import { useEffect } from 'react';
import { client } from '../studio/client.ts';

/** Whoever leafs through templates means none of them. */
const settleMs = 800;

/** Lets the studio read ahead what every text of this template begins with, once it is chosen and while its form is filled in. */
export function useTemplateReadAhead(template: string | null, language: WritingLanguage): void {
  useEffect(() => {
    if (template === null) return undefined;
    const timer = setTimeout(() => {
      // nobody asked for it, and it will be read in any case
      void client.call('warmStart', { body: { language, template } }).catch(() => undefined);
    }, settleMs);
    return () => clearTimeout(timer);
  }, [template, language]);
}

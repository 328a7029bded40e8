import type { Template } from '@maobi/contract';
import { StudioError, type TemplateLibrary } from '@maobi/core';

/** A library of just these templates. */
export function templatesOfTests(templates: readonly Template[]): TemplateLibrary {
  const missing = () => new StudioError('not-found', 'There is no such template.');
  return {
    list: async () => ({ templates: [...templates], problems: [] }),
    async get(id) {
      const template = templates.find((known) => known.id === id);
      if (!template) throw missing();
      return template;
    },
    async copy() {
      throw missing();
    },
  };
}

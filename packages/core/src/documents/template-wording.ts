import { type Brief, maxHeadingLength, type Template } from '@maobi/contract';
import { documentWords } from '../actions/document-words.ts';
import type { TemplateLibrary } from '../ports/templates.ts';
import { filledOutline, fillTemplate } from '../templates/fill-template.ts';
import type { FixedOutline, HeadPorts, TemplateWording } from './agreed-head.ts';

/** What the templates make of a brief; the writer's own wording goes before theirs. */
export function templatesFrom(library: TemplateLibrary): Omit<HeadPorts, 'store'> {
  const templateOf = async ({ template }: Brief): Promise<Template | null> => (template === null ? null : library.get(template));
  return {
    templateOf,
    async wordingOf(brief): Promise<TemplateWording | null> {
      const template = await templateOf(brief);
      if (!template) return brief.wording ?? null;
      return templateForm(template, brief).wording;
    },
    async fixedOutlineOf(brief) {
      const template = await templateOf(brief);
      return template && templateOutline(template, brief);
    },
    async checksOf(brief) {
      return (await templateOf(brief))?.lint ?? null;
    },
  };
}

/** What a template makes of a brief. Throws what `fillTemplate` throws, whatever the writer's own wording is. */
export function templateForm(
  template: Template,
  brief: Brief,
): { readonly wording: TemplateWording; readonly outline: FixedOutline | null } {
  const { system, brief: request } = fillTemplate(template, brief.language, valuesOf(brief));
  return { wording: brief.wording ?? { system, request }, outline: templateOutline(template, brief) };
}

function valuesOf(brief: Brief): Record<string, string> {
  const { listMark } = documentWords[brief.language];
  const { topic, words, reader, tone, mustInclude, mustAvoid, notes, fields } = brief;
  const standard = { topic, words: String(words), reader, tone, notes };
  return { ...fields, ...standard, include: mustInclude.join(listMark), avoid: mustAvoid.join(listMark) };
}

/** The form that a template fixes, also while its fields are not filled in: one piece for what is written in one pass; `null` where the model plans. */
export function templateOutline(template: Template, brief: Brief): FixedOutline | null {
  const { topic, language } = brief;
  if (template.shape === 'single') return [{ heading: topic.replaceAll(/\s+/gu, ' ').slice(0, maxHeadingLength), points: [], share: 1 }];
  return (
    filledOutline(template, valuesOf(brief))?.map(({ heading, points, share }) => ({
      heading: heading[language],
      points: pointsOf(points?.[language]),
      share,
    })) ?? null
  );
}

function pointsOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[；;\n]/u)
    .map((point) => point.trim())
    .filter(Boolean);
}

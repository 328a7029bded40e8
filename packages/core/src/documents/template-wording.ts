import { type Brief, maxHeadingLength, type Template } from '@maobi/contract';
import { documentWords } from '../actions/document-words.ts';
import { StudioError } from '../errors.ts';
import type { TemplateLibrary } from '../ports/templates.ts';
import { fillTemplate } from '../templates/fill-template.ts';
import type { HeadPorts, TemplateWording } from './agreed-head.ts';

/** How a brief's template words it; the writer's own wording goes before that. @param library `null`: there are no templates */
export function wordingFrom(library: TemplateLibrary | null): HeadPorts['wordingOf'] {
  return async (brief) => {
    const { template: id, wording } = brief;
    if (id === null) return wording ? { ...wording, outline: null } : null;
    if (!library) throw new StudioError('not-found', 'There are no templates here.');
    const template = await library.get(id);
    const filled = templateRequest(template, brief);
    return { system: wording?.system ?? filled.system, request: wording?.request ?? filled.brief, outline: outlineOf(template, brief) };
  };
}

/** What a template asks for with this brief. Throws what `fillTemplate` throws. */
export function templateRequest(template: Template, brief: Brief): ReturnType<typeof fillTemplate> {
  return fillTemplate(template, brief.language, valuesOf(brief));
}

function valuesOf(brief: Brief): Record<string, string> {
  const { listMark } = documentWords[brief.language];
  const { topic, words, reader, tone, mustInclude, mustAvoid, notes, fields } = brief;
  const standard = { topic, words: String(words), reader, tone, notes };
  return { ...fields, ...standard, include: mustInclude.join(listMark), avoid: mustAvoid.join(listMark) };
}

/** One piece for what is written in one pass; `null` where the model plans. */
function outlineOf({ shape, outline }: Template, { topic, language }: Brief): TemplateWording['outline'] {
  if (shape === 'single') return [{ heading: topic.replaceAll(/\s+/gu, ' ').slice(0, maxHeadingLength), points: [], share: 1 }];
  return (
    outline?.sections.map(({ heading, points, share }) => ({ heading: heading[language], points: pointsOf(points?.[language]), share })) ??
    null
  );
}

function pointsOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[；;\n]/u)
    .map((point) => point.trim())
    .filter(Boolean);
}

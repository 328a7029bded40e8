import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Template } from '@maobi/contract';
import { fillTemplate, promptPieces, standardValueNames } from '@maobi/core';
import { describe, expect, it } from 'vitest';
import { bundledTemplatesFolder } from './bundled-templates.ts';
import { parseTemplate } from './parse-template.ts';
import { TemplateFolder } from './template-folder.ts';

const ids = {
  students: ['argumentative-essay', 'book-report', 'course-paper', 'english-essay'],
  office: ['email', 'launch-speech-outline', 'meeting-minutes', 'project-plan', 'weekly-report'],
  programmers: ['debug-code', 'explain-code', 'readme', 'scaffold-program', 'write-tests'],
  creators: ['product-copy', 'short-video-script', 'titles', 'wechat-article', 'xiaohongshu-post'],
  researchers: ['abstract', 'experiment-design', 'literature-review', 'rebuttal-letter'],
  everyone: ['decision', 'free-writing', 'story-chapter', 'trip-plan'],
};
const systemStarts = {
  zh: '你是毛笔，一位严谨的写作助手。直接写出成稿，不说客套话。',
  en: 'You are Maobi, a careful writing assistant. Write the finished text directly, without pleasantries.',
};
/** The shortest text that a brief may ask for. */
const fewestWords = 50;

const { templates: loaded, problems } = await new TemplateFolder(bundledTemplatesFolder(), 'bundled').read();
const templates = loaded.map(({ template }) => template);
const inBothLanguages = templates.flatMap((template) => [
  { id: template.id, language: 'zh' as const, template },
  { id: template.id, language: 'en' as const, template },
]);

describe('the bundled templates', () => {
  it('are all valid, and called like their files', () => {
    expect(problems).toEqual([]);
    expect(loaded.map(({ template, path: filePath }) => [template.id, path.basename(filePath)])).toEqual(
      templates.map(({ id }) => [id, `${id}.md`]),
    );
  });

  it.each(Object.entries(ids))('for %s are there', (audience, expected) => {
    expect(templates.filter((template) => template.audience === audience).map(({ id }) => id)).toEqual(expected);
  });

  it.each(templates)('$id asks for no less than a brief may ask for', ({ length }) => {
    expect(length.minimum).toBeGreaterThanOrEqual(fewestWords);
  });

  it.each(inBothLanguages)('$id is filled with its own example in $language, and all of it is there', ({ template, language }) => {
    const example = template.example[language];
    const { system, brief } = fillTemplate(template, language, example);
    expect(`${system}${brief}`).not.toMatch(/[{}]/u);
    const spoken = Object.entries(example).filter(([name]) => !isChoice(template, name));
    for (const [, value] of spoken) expect(brief).toContain(value.trimEnd());
  });

  it.each(inBothLanguages.filter(({ template }) => template.audience === 'creators' && template.shape === 'single'))(
    'B11 $id names the topic after everything that is the same for every row in $language',
    ({ template, language }) => {
      const lines = template.prompts[language].brief.split('\n');
      const topicAt = lines.findIndex((line) => line.includes('{topic}'));
      expect(lines.slice(0, topicAt).join('').length).toBeGreaterThan(40);
      for (const line of lines.slice(topicAt)) expect(promptPieces(line).filter(({ kind }) => kind === 'slot')).toHaveLength(1);
    },
  );

  it.each(inBothLanguages)('$id keeps every line in $language when everything is given', ({ template, language }) => {
    const everything = Object.fromEntries(standardValueNames.map((name) => [name, 'x']));
    const fields = Object.fromEntries(template.fields.map(({ name, choices }) => [name, choices[0]?.value ?? 'x']));
    const { brief } = fillTemplate(template, language, { ...everything, ...fields });
    expect(brief).not.toMatch(/[{}]/u);
    expect(brief.split('\n')).toHaveLength(template.prompts[language].brief.split('\n').length);
  });

  it.each(inBothLanguages)('$id shares the beginning of its system prompt in $language with the studio (P40)', ({ template, language }) => {
    const { system } = template.prompts[language];
    expect(system.startsWith(systemStarts[language])).toBe(true);
    expect(slotsIn(system)).toEqual([]);
  });

  it.each(inBothLanguages)('$id has a place in $language for all that a brief says (P41)', ({ template, language }) => {
    expect(slotsIn(template.prompts[language].brief)).toEqual(
      expect.arrayContaining(['topic', 'reader', 'tone', 'include', 'avoid', 'notes']),
    );
  });

  const ofSections = inBothLanguages.filter(({ template }) => template.shape === 'sections');
  it.each(ofSections)('$id says the length in $language and leaves headings and outline to the studio (P42)', ({ template, language }) => {
    const { brief } = template.prompts[language];
    expect(brief.split('\n')[0]).toMatch(
      language === 'zh' ? /^请.*“\{topic\}”.*约\{words\}字/u : /^Write .*"\{topic\}".*about \{words\} words/u,
    );
    expect(brief).not.toMatch(/标题|小节|提纲|heading|outline|title/iu);
  });
});

describe('the file that the specification shows', () => {
  it('is valid', () => {
    const specification = readFileSync(path.resolve(import.meta.dirname, '../../../docs/specs/templates.md'), 'utf8');
    const text = /^````markdown\n(?<file>.*?)^````$/msu.exec(specification)?.groups?.['file'] ?? '';
    expect(parseTemplate({ fileName: 'reading-note.md', text, origin: 'own' })).toMatchObject({ template: { id: 'reading-note' } });
  });
});

function slotsIn(prompt: string): string[] {
  return promptPieces(prompt).flatMap(({ kind, text }) => (kind === 'slot' ? [text] : []));
}

function isChoice({ fields }: Template, name: string): boolean {
  return fields.some((field) => field.name === name && field.kind === 'choice');
}

import type { Template, TemplateField } from '@maobi/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTemplate } from './fill-template.ts';

function field(changes: Partial<TemplateField> & { name: string }): TemplateField {
  const label = { zh: '名称', en: 'Name' };
  return { label, kind: 'text', isRequired: false, hint: null, choices: [], default: null, ...changes };
}

function template(brief: string, fields: TemplateField[] = [], system = 'Be careful.'): Template {
  return {
    id: 'letter',
    audience: 'everyone',
    name: { zh: '信', en: 'Letter' },
    about: { zh: '写信。', en: 'Writes letters.' },
    fields,
    shape: 'single',
    length: { default: { zh: 300, en: 200 }, minimum: 50, maximum: 900 },
    outline: null,
    lint: [],
    exportPreset: 'letter',
    prompts: { zh: { system: '认真。', brief }, en: { system, brief } },
    example: { zh: {}, en: {} },
    origin: 'bundled',
  };
}

const briefOf = (made: Template, values: Record<string, string>) => fillTemplate(made, 'en', values).brief;

describe('fillTemplate (P20-P24)', () => {
  it('puts standard values and fields into their slots, in both prompts', () => {
    const made = template('Write to {person} about "{topic}", {words} words.', [field({ name: 'person' })], 'Tone: {tone}');
    expect(fillTemplate(made, 'en', { topic: 'tea', words: '80', person: 'Ada', tone: 'calm' })).toEqual({
      system: 'Tone: calm',
      brief: 'Write to Ada about "tea", 80 words.',
    });
  });

  it('leaves out each line with an empty slot, and the gap it leaves', () => {
    const brief = 'Readers: {reader}\n\nWrite about {topic}.\n\nTone: {tone}\nNotes: {notes} for {reader}\n\nBe exact.\n\nAvoid: {avoid}';
    expect(briefOf(template(brief), { topic: 'tea', tone: ' \n ', notes: 'short' })).toBe('Write about tea.\n\nBe exact.');
  });

  it('takes the usual length when none is given, in the language of the prompt', () => {
    const made = template('{words}');
    expect(fillTemplate(made, 'zh', {}).brief).toBe('300');
    expect(fillTemplate(made, 'en', {}).brief).toBe('200');
  });

  it('takes the default of a field that nobody filled in, and not of one that was emptied', () => {
    const made = template('Write.\nIn {place}.', [field({ name: 'place', default: 'Paris' })]);
    expect(briefOf(made, {})).toBe('Write.\nIn Paris.');
    expect(briefOf(made, { place: '' })).toBe('Write.');
  });

  it('writes the label of what was chosen, and refuses what cannot be chosen', () => {
    const choices = [
      { value: 'formal', label: { zh: '正式', en: 'formal, no contractions' } },
      { value: 'warm', label: { zh: '亲切', en: 'warm' } },
    ];
    const made = template('Style: {style}', [field({ name: 'style', kind: 'choice', choices })]);
    expect(briefOf(made, { style: 'formal' })).toBe('Style: formal, no contractions');
    expect(fillTemplate(made, 'zh', { style: 'warm' }).brief).toBe('Style: 亲切');
    expect(() => briefOf(made, { style: 'rude' })).toThrowError(
      expect.objectContaining({ code: 'invalid-request', hint: 'Choose one of: formal, warm.', details: { field: 'style' } }),
    );
  });

  it('refuses an empty required field by its label, in the language of the prompt', () => {
    const label = { zh: '收件人', en: 'Recipient' };
    const made = template('To {person}', [field({ name: 'person', label, isRequired: true })]);
    expect(() => fillTemplate(made, 'zh', { person: '  ' })).toThrowError(
      expect.objectContaining({
        code: 'invalid-request',
        message: expect.stringContaining('收件人'),
        hint: expect.stringContaining('收件人'),
      }),
    );
    expect(() => briefOf(made, {})).toThrow('"Recipient" is empty, and this template needs it.');
  });

  it('refuses an empty topic where the prompts use it, and only there', () => {
    expect(() => briefOf(template('Write about {topic}.'), {})).toThrow('"Topic" is empty');
    expect(briefOf(template('Write.'), {})).toBe('Write.');
  });

  it('takes no value from what every object has', () => {
    const made = template('Write.\nBy {constructor}.', [field({ name: 'constructor' })]);
    expect(briefOf(made, {})).toBe('Write.');
    expect(briefOf(made, { constructor: 'me' })).toBe('Write.\nBy me.');
  });

  it('keeps the indentation of code and the empty lines in it', () => {
    const made = template('Code:\n{code}\nEnd.', [field({ name: 'code', kind: 'long-text' })]);
    expect(briefOf(made, { code: '\n  a = 1\n\n\n  b = 2\n\n' })).toBe('Code:\n  a = 1\n\n\n  b = 2\nEnd.');
  });

  it('reads doubled braces as braces, also around a slot', () => {
    const made = template('{{x}} {{{topic}}} {{}}');
    expect(briefOf(made, { topic: 'tea' })).toBe('{x} {tea} {}');
  });

  const braced = fc.array(fc.constantFrom('{', '}', '{{', '}}', '{topic}', '{notes}', '{a}', 'tea', ' ', '茶', '$&'), { minLength: 1 });
  const texts = fc
    .oneof(
      braced.map((pieces) => pieces.join('')),
      fc.string(),
    )
    .filter((text) => text.trim() === text && text !== '');

  it('never expands what stands in a value, whatever it is', () => {
    const made = template('"{topic}" and {a}, then {notes} and {a}', [field({ name: 'a' })]);
    fc.assert(
      fc.property(texts, texts, texts, (topic, a, notes) => {
        expect(briefOf(made, { topic, a, notes })).toBe(`"${topic}" and ${a}, then ${notes} and ${a}`);
      }),
    );
  });

  it('gives back any line whose braces were doubled', () => {
    fc.assert(
      fc.property(
        texts.filter((text) => !text.includes('\n')),
        (text) => {
          expect(briefOf(template(text.replaceAll(/[{}]/gu, '$&$&')), {})).toBe(text);
        },
      ),
    );
  });
});

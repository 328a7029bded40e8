import type { Template } from '@maobi/contract';

export function sampleTemplate(fields: Partial<Template> = {}): Template {
  return {
    id: 'letter',
    audience: 'everyone',
    name: { zh: '一封信件', en: 'A letter' },
    about: { zh: '写一封信。', en: 'Writes a letter.' },
    fields: [
      { name: 'to', label: { zh: '写给谁', en: 'To whom' }, kind: 'text', isRequired: true, hint: null, choices: [], default: null },
    ],
    shape: 'single',
    length: { default: { zh: 400, en: 300 }, minimum: 100, maximum: 2000 },
    outline: null,
    lint: [],
    exportPreset: 'letter',
    prompts: { zh: { system: '一', brief: '二' }, en: { system: 'one', brief: 'two' } },
    example: { zh: { topic: '谢谢' }, en: { topic: 'Thanks', to: 'An old teacher', tone: 'warm' } },
    origin: 'bundled',
    ...fields,
  };
}

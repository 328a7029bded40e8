import { describe, expect, it } from 'vitest';
import { parseTemplate } from './parse-template.ts';
import { letterFile } from './testing/letter-file.ts';

function problemsOf(text: string) {
  const parsed = parseTemplate({ fileName: 'letter.md', text, origin: 'own' });
  return 'problems' in parsed ? parsed.problems : [];
}

describe('the problems of one file', () => {
  it('tells all mistakes at once, in the order of their lines (P30)', () => {
    const text = letterFile.replace('share: 0.6', 'share: 0.7').replace('connectives]', 'speling]').replace('写法：{manner}', '{nothing}');
    const lines = problemsOf(text).map(({ line }) => line);
    expect(lines).toHaveLength(4);
    expect(lines).toEqual(lines.toSorted((left, right) => (left ?? 0) - (right ?? 0)));
  });

  it('tells mistakes of keys, of how they fit together, of prompts and of examples in one pass (P30)', () => {
    const text = letterFile
      .replace('audience:', 'audiance:')
      .replace('kind: text', 'kind: words')
      .replace('share: 0.6', 'share: 0.7')
      .replace('connectives]', 'speling]')
      .replace('default: warm', 'default: cold')
      .replace('写法：{manner}', '{nothing}')
      .replace('{{as', '{as')
      .replace('topic: tea', 'topic: ""');
    expect(problemsOf(text).map(({ message }) => message)).toEqual([
      '"audience" is missing.',
      'There is no key "audiance".',
      '"fields.kind" cannot be "words".',
      'No prompt below "# zh" uses the field "manner".',
      'The default "cold" of "manner" is none of its choices.',
      'The shares of the sections add up to 1.1, not to 1.',
      'There is no lint rule "speling".',
      'The example cannot be filled in: "Topic" is empty, and this template needs it.',
      'Nothing fills the slot {nothing}.',
      'A single "{" is no slot.',
    ]);
  });

  it('tells what is wrong with the prompts also where the front matter cannot be read (P30)', () => {
    const text = letterFile
      .replace('zh: 写一封信。', 'zh: "写一封信。')
      .replace('{{as', '{as')
      .replace('## system\n\nWrite', '## sistem\n\nWrite');
    const messages = problemsOf(text).map(({ message }) => message);
    expect(messages[0]).toContain('no valid YAML');
    expect(messages).toContain('A single "{" is no slot.');
    expect(messages).toContain('"## sistem" is no prompt of a template.');
    expect(messages.join()).not.toContain('Nothing fills');
  });

  it('tells all that an example lacks (P30)', () => {
    const text = letterFile.replace('    topic: tea\n    person: Petra\n', '    manner: cold\n').replace('minimum: 100', 'minimum: few');
    expect(problemsOf(text).map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('"Recipient" is empty'),
        expect.stringContaining('"cold" cannot be chosen for "Manner"'),
        expect.stringContaining('"Topic" is empty'),
      ]),
    );
  });

  it('does not take what follows from a mistake for another one (P30)', () => {
    expect(problemsOf(letterFile.replace('fields:', 'fields: none\nfeilds:'))).toHaveLength(2);
    expect(problemsOf(letterFile.replace('kind: text', 'kind: words'))).toHaveLength(1);
    expect(problemsOf(letterFile.replace('minimum: 100', 'minimum: few'))).toHaveLength(1);
  });

  it('tells no more than twenty mistakes of one file (P30)', () => {
    const many = Array.from({ length: 50 }, (_, index) => `unknown${index}: 1`).join('\n');
    expect(problemsOf(letterFile.replace('shape:', `${many}\nshape:`))).toHaveLength(20);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from './parse-template.ts';
import { letterFile } from './testing/letter-file.ts';

const parse = (text: string) => parseTemplate({ fileName: 'letter.md', text, origin: 'own' });

function problemsOf(text: string) {
  const parsed = parse(text);
  return 'problems' in parsed ? parsed.problems : [];
}

function lineOf(text: string, snippet: string): number {
  const at = text.indexOf(snippet);
  if (at < 0) throw new Error(`"${snippet}" is not there`);
  return text.slice(0, at).split('\n').length;
}

describe('parseTemplate', () => {
  it('reads a whole file', () => {
    expect(parse(letterFile)).toEqual({
      idLine: 2,
      template: expect.objectContaining({
        id: 'letter',
        origin: 'own',
        outline: {
          sections: [
            { heading: { zh: '开头', en: 'Opening' }, points: null, share: 0.4, onlyWith: null },
            { heading: { zh: '正文', en: 'Body' }, points: { zh: '一件事', en: 'one thing' }, share: 0.6, onlyWith: 'manner' },
          ],
        },
        prompts: {
          zh: { system: '认真写。', brief: '给{person}写一封关于“{topic}”的信。\n写法：{manner}' },
          en: { system: 'Write with care.', brief: 'Write to {person} about "{topic}", {{as it is}}.\n\nManner: {manner}' },
        },
      }),
    });
  });

  it('takes what may be left out as nothing', () => {
    const text = letterFile
      .replace(/fields:[^]*?(?=lint:)/u, '')
      .replace(/lint:.*\n/u, '')
      .replaceAll(/ +person:.*\n/gu, '')
      .replaceAll(/.*\{manner\}\n/gu, '')
      .replaceAll('{person}', '');
    expect(parse(text)).toMatchObject({ template: { fields: [], outline: null, lint: [] } });
  });

  it('reads files with the line ends of Windows, and tells the same lines', () => {
    expect(parse(letterFile.replaceAll('\n', '\r\n'))).toEqual(parse(letterFile));
    const broken = letterFile.replace('minimum: 100', 'minimum: few');
    expect(problemsOf(broken.replaceAll('\n', '\r\n'))).toEqual(problemsOf(broken));
  });

  const mistakes: readonly (readonly [name: string, change: (text: string) => string, at: string, message: string, hint: string])[] = [
    // P10
    ['an unknown key', (text) => text.replace('audience:', 'audiance:'), 'audiance', 'There is no key "audiance".', 'audience'],
    ['a missing key', (text) => text.replace('audience: office\n', ''), '---', '"audience" is missing.', 'students, office'],
    [
      'an unknown key inside',
      (text) => text.replace('    kind: text\n', '    kind: text\n    required: true\n'),
      'required: true',
      'In "fields" there is no key "required".',
      'isRequired',
    ],
    ['a missing key inside', (text) => text.replace('  en: Writes a letter.\n', ''), 'about:', '"about.en" is missing.', 'a text'],
    [
      'a number in place of a text',
      (text) => text.replace('en: Letter', 'en: 12'),
      'name: {',
      '"name.en" must be a text, and it is a number.',
      'quotes',
    ],
    [
      'a text in place of a number',
      (text) => text.replace('minimum: 100', 'minimum: few'),
      'minimum',
      '"length.minimum" must be a number, and it is a text.',
      'without quotes',
    ],
    [
      'a broken number',
      (text) => text.replace('minimum: 100', 'minimum: 1.5'),
      'minimum',
      '"length.minimum" must be a whole number',
      'whole',
    ],
    [
      'a text in place of a list',
      (text) => text.replace('[typography, connectives]', 'typography'),
      'lint:',
      '"lint" must be a list',
      'hyphen',
    ],
    [
      'a group that is empty',
      (text) => text.replace(/(?<=about:\n) .*\n .*\n/u, ''),
      'about:',
      '"about" must be a group of keys, and it is empty.',
      'below',
    ],
    ['a value that is none of those', (text) => text.replace('office', 'pupils'), 'audience', '"audience" cannot be "pupils".', 'students'],
    ['an id of a wrong form', (text) => text.replace('id: letter', 'id: My Letter'), 'id:', '"id" cannot be "My Letter".', 'hyphens'],
    ['an empty text', (text) => text.replace('en: Letter', "en: ' '"), 'name:', '"name.en" cannot be', 'Write something'],
    [
      'a key that is there twice',
      (text) => text.replace('shape:', 'id: two\nshape:'),
      'id: two',
      'no valid YAML: Map keys must be unique.',
      'quotes',
    ],
    ['a quote that is not closed', (text) => text.replace('zh: 写一封信。', 'zh: "写一封信。'), 'zh: "写', 'no valid YAML', 'quotes'],
    [
      'a list that is not closed',
      (text) => text.replace('connectives]', 'connectives'),
      'exportPreset:',
      'no valid YAML: Flow sequence',
      'quotes',
    ],
    ['a text with a colon', (text) => text.replace('Writes a letter.', 'Writes: a letter.'), 'en: Writes:', 'no valid YAML', '": "'],
    ['no front matter', (text) => text.slice(4), 'id: letter', 'does not begin with front matter', 'three hyphens'],
    [
      'front matter without an end',
      (text) => text.replace('---\n\n# zh', '\n# zh'),
      '---',
      'The front matter does not end.',
      'three hyphens',
    ],
    ['front matter that is a list', () => '---\n- a\n---\n', '---', 'The front matter must be a group of keys, and it is a list.', 'keys'],
    ['front matter that is empty', () => '---\n---\n', '---', 'The front matter must be a group of keys, and it is empty.', 'keys'],
    // P11
    [
      'shares that do not add up',
      (text) => text.replace('share: 0.6', 'share: 0.5'),
      'sections:\n',
      'add up to 0.9, not to 1',
      'Change them',
    ],
    [
      'a share of nothing',
      (text) => text.replace('share: 0.6', 'share: 0'),
      'share: 0\n',
      '"outline.sections.share" cannot be 0.',
      'more than 0',
    ],
    ['an outline of one pass', (text) => text.replace('shape: sections', 'shape: single'), 'outline:', 'has no outline', 'shape: sections'],
    [
      'a usual length outside',
      (text) => text.replace('en: 200', 'en: 20'),
      'default: { zh: 300',
      'length 20 lies outside of 100 to 900',
      'minimum',
    ],
    [
      'an unknown lint rule',
      (text) => text.replace('connectives]', 'speling]'),
      'lint:',
      'There is no lint rule "speling".',
      'stock-phrases',
    ],
    // P12
    [
      'a field called like a standard value',
      (text) => text.replaceAll('person', 'tone'),
      'name: tone',
      'has "tone" already',
      'another name',
    ],
    [
      'a field that is there twice',
      (text) => text.replaceAll('manner', 'person'),
      '- name: person\n    kind: choice',
      'is there twice',
      'another name',
    ],
    [
      'a field name of a wrong form',
      (text) => text.replaceAll('person', 'Person'),
      '- name: Person',
      '"fields.name" cannot be "Person".',
      'small letter',
    ],
    [
      'choices of what is none',
      (text) => text.replace('kind: choice', 'kind: text'),
      'choices:',
      '"manner" has choices and is no choice.',
      'kind: choice',
    ],
    [
      'a choice without choices',
      (text) => text.replace(/ +choices:[^]*?(?= +default: warm)/u, ''),
      '- name: manner',
      'nothing to choose from',
      'two choices',
    ],
    [
      'a choice that is there twice',
      (text) => text.replace('value: warm', 'value: formal'),
      '- value: formal\n        label: { zh: 亲切',
      'twice',
      'another',
    ],
    [
      'a default that cannot be chosen',
      (text) => text.replace('default: warm', 'default: cold'),
      'default: cold',
      'none of its choices',
      'formal, warm',
    ],
    // P13
    [
      'an example of something else',
      (text) => text.replace('    topic: tea', '    subject: tea'),
      'subject: tea',
      'a value for "subject"',
      'topic',
    ],
    [
      'an example that lacks something',
      (text) => text.replace('    person: Petra\n', ''),
      '  en:\n    topic',
      '"Recipient" is empty',
      'person',
    ],
    // P14
    [
      'a section that depends on a field that is not there',
      (text) => text.replace('onlyWith: manner', 'onlyWith: style'),
      'onlyWith: style',
      'A section depends on "style", and there is no such field.',
      'field of this template',
    ],
    [
      'a section that depends on a field that is always filled in',
      (text) => text.replace('onlyWith: manner', 'onlyWith: person'),
      'onlyWith: person',
      'A section depends on "person", which is always filled in.',
      'Remove "onlyWith"',
    ],
    [
      'sections that may all be left out',
      (text) => text.replace('share: 0.4', 'share: 0.4\n      onlyWith: manner'),
      'sections:',
      'With empty fields no section would be left.',
      'Leave "onlyWith" out',
    ],
    // P15
    [
      'a missing prompt',
      (text) => text.replace('## system\n\nWrite with care.\n', ''),
      '# en',
      'The prompt "## system" below "# en" is missing.',
      '## brief',
    ],
    [
      'a body that is missing',
      (text) => `${text.slice(0, text.indexOf('\n\n# zh'))} `,
      '--- ',
      'The prompt "## brief" below "# en" is missing.',
      '## brief',
    ],
    ['an empty prompt', (text) => text.replace('认真写。', ''), '## system', 'The prompt "## system" below "# zh" is empty.', '## brief'],
    ['a prompt that is there twice', (text) => `${text}\n## brief \n\nAgain.\n`, '## brief \n', '"## brief" is there twice', '## system'],
    ['an unknown prompt', (text) => `${text}\n## outline\n`, '## outline', '"## outline" is no prompt', '## system'],
    ['an unknown language', (text) => `${text}\n# fr\n`, '# fr', '"# fr" is no language', '# zh'],
    ['a language that is there twice', (text) => `${text}\n# zh \n`, '# zh \n', '"# zh" is there twice', '# en'],
    ['text outside of prompts', (text) => text.replace('# zh\n', 'Hello.\n\n# zh\n'), 'Hello.', 'belongs to no prompt', '# zh'],
    // P16, P17
    [
      'a slot that nothing fills',
      (text) => text.replace('"{topic}"', '{theme}'),
      'Write to',
      'Nothing fills the slot {theme}.',
      'topic, words',
    ],
    ['a single brace', (text) => text.replace('{{as', '{as'), 'Write to', 'A single "{" is no slot.', 'twice'],
    [
      'a field that a prompt forgets',
      (text) => text.replace('写法：{manner}\n', ''),
      'name: manner',
      'No prompt below "# zh" uses',
      '{manner}',
    ],
  ];

  it.each(mistakes)('says what is wrong with %s, on its line', (_name, ...[change, at, message, hint]) => {
    const text = change(letterFile);
    expect(text).not.toBe(letterFile);
    expect(problemsOf(text)).toContainEqual({
      fileName: 'letter.md',
      line: lineOf(text, at),
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    });
  });

  it('refuses YAML that grows without end', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...[...'bcdefgh'].map((name, at) => `${name}: &${name} [${`*${'abcdefg'[at]}, `.repeat(9)}]`),
    ];
    expect(problemsOf(`---\n${bomb.join('\n')}\n---\n`)[0]).toMatchObject({ message: expect.stringContaining('no valid YAML') });
  });

  it('says what is wrong with a text that runs in a circle, or has no value', () => {
    expect(problemsOf(letterFile.replace('audience: office', 'audience: &a [*a]'))).toEqual([
      expect.objectContaining({ line: 3, message: '"audience" cannot be a list.' }),
    ]);
    expect(problemsOf(letterFile.replace('minimum: 100', 'minimum: .inf'))).toEqual([
      expect.objectContaining({ line: 11, message: expect.stringContaining('no finite number') }),
    ]);
  });

  const marks = [
    '{',
    '}',
    '{{',
    '"',
    "'",
    ': ',
    '- ',
    '[',
    ']',
    '\n',
    '  ',
    '\t',
    '# ',
    '## brief\n',
    '---\n',
    '&a ',
    '*a',
    '!!set ',
    '|\n',
    '茶',
    '0',
    'null',
  ];

  it('reads or refuses every file, and names only lines that are there, in 500 files that were spoilt', () => {
    const change = fc.record({ at: fc.nat(letterFile.length), cut: fc.nat(20), mark: fc.constantFrom(...marks) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const text = changes.reduce((spoilt, { at, cut, mark }) => spoilt.slice(0, at) + mark + spoilt.slice(at + cut), letterFile);
        const lineCount = text.split('\n').length;
        for (const { line } of problemsOf(text)) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lineCount);
        }
      }),
      { numRuns: 500 },
    );
  });
});

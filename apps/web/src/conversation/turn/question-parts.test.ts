import { describe, expect, it } from 'vitest';
import { isTooHigh, questionParts } from './question-parts.ts';

describe('the parts of a question', () => {
  it.each([
    ['no fence', 'Use `x` and\n  keep this.', [{ kind: 'words', text: 'Use `x` and\n  keep this.' }]],
    ['an open fence', 'Look:\n~~~js\nlet a;\n```', [words('Look:'), code('let a;\n```', 'js')]],
    ['a longer fence around one', '````md\n```js\n1\n```\n````', [code('```js\n1\n```', 'md')]],
    ['indented code, kept as it is', '```\n  a\n\n    b\n```\nEnd', [code('  a\n\n    b', ''), words('End')]],
    ['marks within a line', 'It is ```not``` a fence.', [words('It is ```not``` a fence.')]],
    ['marks at the beginning of a line that are closed on it', '```not``` a fence.', [words('```not``` a fence.')]],
    ['a fence in a formula', '$$\n```\n$$\n```\n1\n```', [words('$$\n```\n$$'), code('1', '')]],
    ['an empty fence', '```\n```', [code('', '')]],
  ])('%s', (_, text, parts) => {
    expect(questionParts(text)).toEqual(parts);
  });

  it('are too high by lines or by letters', () => {
    expect(isTooHigh('字'.repeat(600))).toBe(false);
    expect(isTooHigh('字'.repeat(700))).toBe(true);
    expect(isTooHigh('a\n'.repeat(15))).toBe(false);
    expect(isTooHigh('a\n'.repeat(25))).toBe(true);
  });
});

function words(text: string) {
  return { kind: 'words', text };
}
function code(text: string, language: string) {
  return { kind: 'code', text, language };
}

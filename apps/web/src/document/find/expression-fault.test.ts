import { describe, expect, it } from 'vitest';
import { catalogue } from '../../language/catalogue.ts';
import { faultOf, type ExpressionFault } from './expression-fault.ts';

const wrong: readonly (readonly [string, ExpressionFault])[] = [
  ['([', 'openBracket'],
  ['[一-九', 'openBracket'],
  ['[a\\]', 'openBracket'],
  ['(春天', 'openParenthesis'],
  ['(?<name>a|(?:b)', 'openParenthesis'],
  ['春天)', 'extraParenthesis'],
  ['*', 'nothingToRepeat'],
  ['a|+', 'nothingToRepeat'],
  ['a??*', 'nothingToRepeat'],
  ['({2})', 'nothingToRepeat'],
  ['春天\\', 'loneBackslash'],
  ['\\，', 'unknownEscape'],
  ['a{', 'loneBrace'],
  ['a]', 'loneBrace'],
  ['[z-a]', 'other'],
  ['a{2,1}', 'other'],
];

describe('what is wrong with an expression', () => {
  it.each(wrong)('W9: is said of %s as %s, which the browser does not take', (expression, fault) => {
    expect(() => new RegExp(expression, 'gmu')).toThrow(SyntaxError);
    expect(faultOf(expression)).toBe(fault);
  });

  it('W9: has words of its own in both languages for every fault', () => {
    for (const [, fault] of wrong) {
      expect(catalogue.zh.find.fault[fault]).toMatch(/\p{Script=Han}/u);
      expect(catalogue.en.find.fault[fault]).not.toMatch(/\p{Script=Han}/u);
    }
  });
});

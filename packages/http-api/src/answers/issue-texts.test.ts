import type { RequestIssue } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseInput } from './read-request.ts';

const stop = z.union([z.string(), z.array(z.string().max(3))]);
const kind = z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') }), z.object({ kind: z.literal('b') })]);

/** What is said of this value, in English and Chinese, without how each begins. */
function saidOf(schema: z.ZodType, value: unknown): { en: string; zh: string; hints: string[] } {
  try {
    parseInput(z.object({ it: schema }), { it: value }, 'body');
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    const { issues } = error.details as { issues: [RequestIssue] };
    const [{ words }] = issues;
    expect([error.message, error.hint]).toEqual([words.en.what, words.en.hint]);
    const { en, zh } = words;
    return {
      en: en.what.replace('The request is not valid: body.', ''),
      zh: zh.what.replace('这个请求不对：body.', ''),
      hints: [en.hint, zh.hint],
    };
  }
  throw new Error('it was taken');
}

it.each([
  [z.int(), '3', 'it is "3", and a number is needed.', 'it 给的是 "3"，这里要数字。'],
  [z.int(), 1.5, 'it is 1.5, and a whole number is needed.', 'it 给的是 1.5，这里要整数。'],
  [z.number(), null, 'it is null, and a number is needed.', 'it 给的是空值（null），这里要数字。'],
  [z.array(z.string()), 'a'.repeat(99), 'it is text, and a list is needed.', 'it 给的是文字，这里要列表。'],
  [z.boolean(), [], 'it is a list, and true or false is needed.', 'it 给的是列表，这里要真假值（true 或 false）。'],
  [z.string(), {}, 'it is an object, and text is needed.', 'it 给的是对象，这里要文字。'],
  [stop, 5, 'it is 5, and text or a list is needed.', 'it 给的是 5，这里要文字或列表。'],
  [z.enum(['zh', 'en']), 'fr', 'it is "fr", and "zh" or "en" is needed.', 'it 给的是 "fr"，这里要 "zh"或"en"。'],
  [z.int(), undefined, 'it is missing; a number is needed.', 'it 没有给，这里要数字。'],
  [z.array(z.int()).min(1), [], 'it has to have at least 1 entry.', 'it 至少 1 项。'],
  [z.array(z.int()).min(2), [1], 'it has to have at least 2 entries.', 'it 至少 2 项。'],
  [z.array(z.int()).max(1), [1, 2], 'it has to have at most 1 entry.', 'it 最多 1 项。'],
  [z.string().max(2000), '长'.repeat(2001), 'it has to have at most 2,000 characters.', 'it 最多 2,000 个字符。'],
  [z.string().max(1), 'ab', 'it has to have at most 1 character.', 'it 最多 1 个字符。'],
  [z.string().min(1), '', 'it is empty.', 'it 是空的。'],
  [z.string().regex(/\S/u), ' ', 'it is empty.', 'it 是空的。'],
  [z.number().min(50), 3, 'it has to be at least 50.', 'it 应当至少 50。'],
  [z.number().gt(0), 0, 'it has to be more than 0.', 'it 应当大于 0。'],
  [z.uuid(), 'x', 'it is not in the form that is needed.', 'it 的写法不对。'],
  [z.strictObject({}), { x: 1 }, 'it has a field that is not known: "x".', 'it 里有不认得的字段："x"。'],
  [z.number().multipleOf(2), 3, 'it is not right.', 'it 不对。'],
])('a field is told in plain words what is wrong with it: %#', (schema, value, en, zh) => {
  const said = saidOf(schema, value);
  expect([said.en, said.zh]).toEqual([en, zh]);
  expect(said.hints).toEqual([expect.stringMatching(/^[A-Z].*\.$/u), expect.stringMatching(/。$/u)]);
});

it('of alternatives the one is spoken of that was meant, with the place in it', () => {
  expect(saidOf(stop, ['abc', 'abcd']).en).toBe('it.1 has to have at most 3 characters.');
  expect(saidOf(kind, { kind: 'c' }).en).toBe('it.kind is "c", and "a" or "b" is needed.');
  expect(saidOf(kind, {}).en).toBe('it.kind is missing; "a" or "b" is needed.');
});

it('what a schema says in words of its own is told as it stands', () => {
  expect(saidOf(z.string().regex(/^\d+$/u, 'digits only'), 'x').hints).toEqual(['Needed: digits only.', '要求：digits only。']);
});

import { describe, expect, it } from 'vitest';
import { grammarSchema } from './json-schema.ts';

describe('a JSON schema for a grammar', () => {
  it('keeps what an outline needs', () => {
    const outline = {
      type: 'object',
      properties: {
        sections: {
          type: 'array',
          minItems: 3,
          items: { type: 'object', properties: { heading: { type: 'string' }, target: { type: 'integer' } } },
        },
      },
      additionalProperties: false,
    };
    expect(grammarSchema(outline)).toEqual({
      ...outline,
      properties: {
        sections: {
          type: 'array',
          minItems: 3,
          items: {
            type: 'object',
            properties: { heading: { type: 'string' }, target: { type: 'integer' } },
            additionalProperties: false,
          },
        },
      },
    });
  });

  it('reads anyOf and lists of types as choices', () => {
    expect(grammarSchema({ anyOf: [{ type: 'string' }, { type: 'null' }] })).toEqual({ oneOf: [{ type: 'string' }, { type: 'null' }] });
    expect(grammarSchema({ type: ['integer', 'null'] })).toEqual({ oneOf: [{ type: 'integer' }, { type: 'null' }] });
  });

  it('takes an object without properties for any object', () => {
    expect(grammarSchema({ type: 'object' })).toEqual({ type: 'object', additionalProperties: true });
  });

  it('follows definitions, also under their old name', () => {
    const schema = { properties: { a: { $ref: '#/definitions/word' } }, definitions: { word: { type: 'string' } } };
    expect(grammarSchema(schema)).toMatchObject({
      properties: { a: { $ref: '#/$defs/word' } },
      $defs: { word: { type: 'string' } },
    });
  });

  it('leaves out upper limits that a grammar cannot count', () => {
    expect(grammarSchema({ type: 'string', maxLength: 100_000, minLength: 2 })).toEqual({ type: 'string', minLength: 2 });
  });

  it('is as deep as it is allowed to be, and no deeper', () => {
    const nested = (depth: number): Record<string, unknown> =>
      depth === 0 ? { type: 'string' } : { type: 'array', items: nested(depth - 1) };
    expect(() => grammarSchema(nested(30))).not.toThrow();
    expect(() => grammarSchema(nested(40))).toThrow(/too deeply/u);
  });

  const refused: [string, Record<string, unknown>, RegExp][] = [
    ['an unknown type', { type: 'text' }, /"type" is "text"/u],
    ['a type that is no name', { type: 17 }, /"type" is 17/u],
    ['a reference into nothing', { $ref: '#/$defs/none' }, /leads nowhere/u],
    ['a reference to another file', { $ref: 'https://example.org/schema.json' }, /leads nowhere/u],
    ['an empty choice', { enum: [] }, /no list of choices/u],
    ['properties that are a list', { type: 'object', properties: [] }, /no object/u],
    ['a million items at least', { type: 'array', minItems: 1_000_000 }, /more than 500/u],
    ['a negative limit', { type: 'string', minLength: -1 }, /no whole number/u],
  ];
  it.each(refused)('is refused with one sentence: %s', (_, schema, message) => {
    expect(() => grammarSchema(schema)).toThrow(
      expect.objectContaining({ code: 'invalid-request', message: expect.stringMatching(message) }),
    );
  });
});

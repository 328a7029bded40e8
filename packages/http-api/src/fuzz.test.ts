import { endpoints } from '@maobi/contract';
import { StudioError, type Studio } from '@maobi/core';
import { createMemoryModelFiles, createTestStudio, testId } from '@maobi/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestApi, testSecret, type TestApi } from './testing/test-api.ts';

let studio: Studio;
let test: TestApi;
beforeAll(async () => {
  const modelFiles = createMemoryModelFiles();
  const refuse = async (): Promise<never> => {
    throw new StudioError('not-found', 'There is no such model.');
  };
  studio = await createTestStudio({
    modelFiles: Object.assign(modelFiles, { pull: refuse, pause: refuse, cancel: refuse, importFile: refuse }),
  });
  test = await createTestApi(studio);
});
afterAll(() => studio[Symbol.asyncDispose]());

/** Bodies of what stands beside the endpoint table. */
const openaiFields = [
  'model',
  'messages',
  'prompt',
  'stream',
  'stop',
  'seed',
  'n',
  'tools',
  'temperature',
  'response_format',
  'stream_options',
];

function fieldsOf(method: string, path: string): string[] {
  if (path.startsWith('/v1/')) return openaiFields;
  const row = Object.values(endpoints).find((endpoint) => endpoint.method === method && endpoint.path === path);
  return row?.body instanceof z.ZodObject ? Object.keys(row.body.shape) : [];
}

const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const deepObject = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);

/** JSON texts of values that parsers, validators and serialisers trip over. */
const hostileValue = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
  fc.constantFrom('1e999', '-1e999', '-0', '1e308', '9007199254740993', '-1', '0.1', 'null', 'true', '""', '[]', '{}'),
  fc.constantFrom('"\\ud800"', '"\\u0000"', '"__proto__"', '"constructor"'),
  fc.constantFrom(
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"toString":1,"hasOwnProperty":2}',
  ),
  fc.constantFrom(deep(5_000), deepObject(5_000), JSON.stringify('长'.repeat(100_000))),
  fc.constantFrom(
    `"${testId(1)}"`,
    '"demo"',
    '"default"',
    '[{"role":"user","content":"x"}]',
    '{"type":"json_schema","json_schema":{"schema":{"type":3}}}',
  ),
);

const hostileBody = (fields: string[]): fc.Arbitrary<string> => {
  const names = fields.length > 0 ? fc.constantFrom(...fields, '__proto__', 'constructor') : fc.constantFrom('a', '__proto__');
  const object = fc
    .uniqueArray(fc.tuple(names, hostileValue), { selector: ([name]) => name, maxLength: fields.length + 2 })
    .map((pairs) => `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`);
  const cutOff = object.chain((text) => fc.nat(text.length).map((end) => text.slice(0, end)));
  return fc.oneof({ weight: 6, arbitrary: object }, hostileValue, cutOff, fc.string(), fc.constantFrom(deep(100_000), deepObject(50_000)));
};

const hostileSegment = fc.oneof(
  fc.constantFrom(testId(1), 'demo', '..', '%2e%2e', '%00', '%E0%A4%A', '%ff', '__proto__', 'constructor', '-1', 'import'),
  fc.string({ unit: 'binary', minLength: 1 }).map((text) => encodeURIComponent(text.replace(/\p{Cs}/gu, ''))),
);
const hostileQuery = fc.oneof(
  fc.constant(''),
  fc.constantFrom(
    '?limit=1e9&limit=2',
    '?folder=%00',
    '?q=%22%27*()',
    '?before=x',
    '?after=-1',
    '?format=__proto__',
    '?%E0%A4%A',
    '?bin=false',
  ),
  fc.webQueryParameters().map((query) => `?${query}`),
  fc.string({ unit: 'binary', maxLength: 200 }).map((text) => `?q=${encodeURIComponent(text.replace(/\p{Cs}/gu, ''))}`),
);

describe('hostile input', () => {
  it('A8: never breaks a route, never reaches the log as an error, never leaves a trace on other objects', async () => {
    const failures: string[] = [];
    for (const { method, path } of test.api.routes) {
      const request = fc.tuple(hostileSegment, hostileQuery, hostileBody(fieldsOf(method, path)));
      for (const [segment, query, body] of fc.sample(request, { numRuns: 25, seed: path.length })) {
        const target = path.replace(/:\w+/g, () => segment) + query;
        const headers = { authorization: `Bearer ${testSecret}`, 'content-type': 'application/json' };
        const response = await test.send(target, { method, headers, ...(method === 'GET' ? {} : { body }) });
        const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
        const answer = isStream ? '' : await response.text();
        if (isStream) await response.body?.cancel();
        if (response.status >= 500)
          failures.push(`${method} ${target.slice(0, 200)} ${body.slice(0, 300)} -> ${response.status} ${answer.slice(0, 300)}`);
      }
    }
    expect(failures.slice(0, 5)).toEqual([]);
    expect(test.errors).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

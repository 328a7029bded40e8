// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';

const sourceFolder = fileURLToPath(new URL('..', import.meta.url));
const sources = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/(\.test\.tsx?|messages\.ts)$|messages\//.test(name))
  .map((name) => readFileSync(join(sourceFolder, name), 'utf8'))
  .join('\n');

function keysOf(tree: object, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' ? [`${prefix}${name}`] : keysOf(value as object, `${prefix}${name}.`),
  );
}

const withoutPlural = (key: string) => key.replace(/_(zero|one|other)$/, '');
const chinese = keysOf(catalogue.zh);
const english = keysOf(catalogue.en);

/** `errors.offline.what` is used when the source says it, or builds it from its beginning: `errors.${code}.what`. */
function isUsed(key: string): boolean {
  if (new RegExp(`['"\`]${key.replaceAll('.', '\\.')}['"\`]`).test(sources)) return true;
  const parts = key.split('.');
  return parts.some((_, index) => {
    const head = parts.slice(0, index).join('.');
    return head !== '' && sources.includes(`\`${head}.\${`);
  });
}

describe('the message catalogue', () => {
  it('says everything in both languages', () => {
    expect(chinese.toSorted()).toEqual(english.toSorted());
  });

  it('holds no text that nothing shows', () => {
    expect([...new Set(english.map(withoutPlural))].filter((key) => !isUsed(key))).toEqual([]);
  });

  it('has every text that the pages ask for', () => {
    const known = new Set(english.map(withoutPlural));
    const asked = [...sources.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key = '']) => key);
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((key) => !known.has(key))).toEqual([]);
  });

  it('has texts for every key that the pages put together', () => {
    const known = [...new Set(english.map(withoutPlural))];
    const asked = [...sources.matchAll(/\bt\(\s*`([^`]+)`/g)].map(([, key = '']) => key);
    expect(asked.length).toBeGreaterThan(20);
    const patternOf = (key: string) => new RegExp(`^${key.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '[\\w-]+')}$`);
    expect(asked.filter((key) => !known.some((name) => patternOf(key).test(name)))).toEqual([]);
  });

  it('sets a figure off from the Chinese words before it, also where one text goes into another', () => {
    const { done, texts_other: texts } = catalogue.zh.history;
    for (const said of Object.values(done)) expect(said.replace('{{what}}', texts)).not.toMatch(/\p{Script=Han}\{\{count/u);
  });

  it('fills the same blanks in both languages', () => {
    const blanks = (tree: object, key: string): string[] => {
      const text = key.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], tree) as string;
      return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).toSorted();
    };
    for (const key of english) expect([key, ...blanks(catalogue.zh, key)]).toEqual([key, ...blanks(catalogue.en, key)]);
  });
});

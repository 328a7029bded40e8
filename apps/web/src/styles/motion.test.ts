// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '..');
const filesOf = (endings: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => endings.test(name) && !name.includes('.test.'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

it('X6 whatever moves takes its time from the tokens, which are nothing where less movement is asked for', () => {
  const tokens = readFileSync(join(folder, 'styles', 'tokens.css'), 'utf8');
  const reduced = /@media \(prefers-reduced-motion: reduce\) \{\s*:root \{([^}]*)\}/u.exec(tokens)?.[1] ?? '';
  expect(reduced.match(/--t-[\w-]+: [^;]+;/gu)).toEqual(['--t-fast: 0ms;', '--t-panel: 0ms;']);
  const own = filesOf(/\.css$/u).flatMap(({ name, text }) =>
    [...text.matchAll(/(?<!caret-)(?:transition|animation)[\w-]*:([^;]+);/gu)].flatMap(([, value = '']) =>
      value
        .split(/,(?![^(]*\))/u)
        .filter((each) => !/var\(--t-(?:fast|panel)\)|^\s*none\s*$/u.test(each))
        .map((each) => `${name}: ${each.trim()}`),
    ),
  );
  expect(own).toEqual([]);
  const looping = filesOf(/\.css$/u).filter(({ text }) => /@keyframes|scroll-behavior:\s*smooth/u.test(text));
  expect(looping.map(({ name }) => name)).toEqual([]);
});

it('X6 no script scrolls smoothly or animates', () => {
  const moving = filesOf(/\.tsx?$/u).filter(({ text }) => /behavior:\s*['"]smooth|\.animate\(/u.test(text));
  expect(moving.map(({ name }) => name)).toEqual([]);
});

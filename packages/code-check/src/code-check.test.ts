import { describe, expect, it } from 'vitest';
import { checkCode } from './code-check.ts';

describe('checkCode', () => {
  it.each([
    ['python', 'def add(a, b):\n    return a + b\n\n\nprint(f"{add(1, 2)!r}")\n'],
    ['py', 'match x:\n    case [1, *rest] if rest:\n        pass\nasync def f() -> list[int]: return [y := 1]\n'],
    ['python', 'def f():\n    yield\n    x = (yield)\n    return 24. * 3.\n'],
    ['python', 'match x:\n    case a.B():\n        pass\n    case C() | D(1):\n        pass\n'],
    ['python', 'with (open(a) as b, open(c) as d):\n    pass\n'],
    ['python', 'with (\n    open(a) as b,\n    open(c) as d,\n):\n    pass\n'],
    ['javascript', 'const f = async (a, ...b) => a?.b ?? b.at(-1);\nexport default class { #x = 1n; }\n'],
    ['jsx', 'const a = <p>{list.map((x) => <b key={x}>{x}</b>)}</p>;'],
    ['typescript', 'interface Book { title: string; tags?: readonly string[] }\nconst a = <T,>(x: T): x is T & string => true;'],
    ['json', '{"a": [1, 2.5e3, null, "文"]}'],
    ['html', '<!doctype html>\n<h1>Tea</h1>\n<ul><li>Oolong<li>Sencha</ul><br>'],
  ])('accepts %s', (language, code) => {
    expect(checkCode(language, code)).toEqual({ isRight: true });
  });

  it.each([
    ['python', 'x = 1\ndef add(a, b)\n    return a + b\n', 2],
    ['python', 'print("a"\nx = 2\n', 2],
    ['python', 'def f():\n    yield\n    x = = 1\n', 3],
    ['javascript', 'const a = 1;\nfunction (\n', 2],
    ['typescript', 'interface A { b: }', 1],
    ['json', '{\n  "a": 1,\n}', 3],
    ['html', '<p>a</b>', 1],
    ['python', '', 1],
  ])('finds the mistake in %s', (language, code, line) => {
    expect(checkCode(language, code)).toEqual({ isRight: false, line });
  });

  it('says nothing about languages that it does not know', () => {
    expect(checkCode('cobol', 'MOVE A TO B')).toBeNull();
  });
});

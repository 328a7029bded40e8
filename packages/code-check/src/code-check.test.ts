import { codeLanguageOf } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { checkCode } from './code-check.ts';
import { rightBash, wrongBash } from './testing/bash-samples.ts';
import { rightSql, wrongSql } from './testing/sql-samples.ts';

describe('checkCode', () => {
  it.each([
    ['python', 'def add(a, b):\n    return a + b\n\n\nprint(f"{add(1, 2)!r}")\n'],
    ['py', 'match x:\n    case [1, *rest] if rest:\n        pass\nasync def f() -> list[int]: return [y := 1]\n'],
    ['python', 'def f():\n    yield\n    x = (yield)\n    return 24. * 3.\n'],
    ['python', 'match x:\n    case a.B():\n        pass\n    case C() | D(1):\n        pass\n'],
    ['python', 'with (open(a) as b, open(c) as d):\n    pass\n'],
    ['python', 'with (\n    open(a) as b,\n    open(c) as d,\n):\n    pass\n'],
    ['python', '!pip install pandas\n%matplotlib inline\nx = (10\n% 3)\n'],
    ['python', 'print("""\n%d""" % 3)\nfor a, *b in c:\n    print([d for *d, e in b])\n'],
    ['javascript', 'const f = async (a, ...b) => a?.b ?? b.at(-1);\nexport default class { #x = 1n; }\n'],
    ['javascript', '{ "name": "文", "tags": ["a"] }'],
    ['jsx', 'const a = <p>{list.map((x) => <b key={x}>{x}</b>)}</p>;'],
    ['typescript', 'interface Book { title: string; tags?: readonly string[] }\nconst a = <T,>(x: T): x is T & string => true;'],
    ['ts', 'const old = <string>value;'],
    ['ts', 'export const Page = ({ title }: Props) => <h1>{title}</h1>;'],
    ['typescript', '@Controller()\nclass Cats { constructor(@Inject(Db) private readonly db: Db) {} }'],
    ['json', '{"a": [1, 2.5e3, null, "文"]}'],
    ['html', '<!doctype html>\n<h1>Tea</h1>\n<ul><li>Oolong<li>Sencha</ul><br>'],
  ])('K2: accepts %s', async (language, code) => {
    expect(await checkCode(language, code)).toEqual({ isRight: true });
  });

  it.each([
    ['python', 'x = 1\ndef add(a, b)\n    return a + b\n', 2, 'Unexpected end of the line'],
    ['python', 'print("a"\nx = 2\n', 2, 'Unexpected x'],
    ['python', 'def f():\n    yield\n    yield\n    x = = 1\n', 4, 'Unexpected ='],
    ['python', 'x = [1,\n\n\n', 1, 'Unexpected end of the code'],
    ['javascript', 'const a = 1;\nfunction (\n', 2, 'Unexpected ('],
    ['javascript', 'let a = 1;\nlet a = 2;', 2, "Identifier 'a' has already been declared"],
    ['typescript', 'interface A { b: }', 1, 'Unexpected }'],
    ['json', '{\n  "a": 1,\n}', 3, 'Unexpected }'],
    ['html', '<p>a</b>', 1, 'Unexpected </b>'],
    ['python', '', 1, 'There is no code'],
  ])('K5: finds the mistake in %s', async (language, code, line, message) => {
    expect(await checkCode(language, code)).toMatchObject({ isRight: false, line, message });
  });

  it.each([
    ['cobol', 'MOVE A TO B'],
    ['python', '>>> print(1\n1'],
    ['bash', '$ python\nPython 3.11 (main)\n'],
    ['zsh', 'for file (*.txt) print $file'],
  ])('K3: says nothing of what it does not know: %s', async (language, code) => {
    expect(await checkCode(language, code)).toBeNull();
  });

  it.each([
    ['javascript', '['],
    ['bash', '"$('],
    ['bash', '<<A '],
  ])('says nothing of %s that is nested as deep as no person writes it: %s', async (language, opening) => {
    expect(await checkCode(language, opening.repeat(50_000))).toBeNull();
  });

  it('K1: takes the names of fences in any case', () => {
    expect(codeLanguageOf('SQL')).toBe('SQL');
    expect(codeLanguageOf('Zsh')).toBe('Bash');
    expect(codeLanguageOf('constructor')).toBeNull();
  });
});

describe('Bash', () => {
  it.each(rightBash)('K2: accepts %j', async (code) => {
    expect(await checkCode('sh', code)).toEqual({ isRight: true });
  });

  it.each(wrongBash)('K5: finds the mistake in %j', async (code, line) => {
    expect(await checkCode('bash', code)).toMatchObject({ isRight: false, line });
  });

  it('looks into what is substituted', async () => {
    expect(await checkCode('bash', 'echo a\nx="$(if true; then y)"')).toMatchObject({
      isRight: false,
      line: 2,
      message: "Expected 'fi' to close 'if'",
    });
  });
});

describe('SQL', () => {
  it.each(rightSql)('K2: has nothing against right %s: %j', async (_dialect, code) => {
    expect(await checkCode('sql', code)).not.toMatchObject({ isRight: false });
  });

  it('K4: knows most of what is usual as right', async () => {
    const verdicts = await Promise.all(rightSql.map(([, code]) => checkCode('sql', code)));
    expect(verdicts.filter((verdict) => verdict?.isRight).length).toBeGreaterThanOrEqual(33);
  });

  it.each(wrongSql)('K4: finds the mistake in %j', async (code, line) => {
    expect(await checkCode('mysql', code)).toMatchObject({ isRight: false, line });
  });

  it.each([
    'SELECT a, b, FROM `project.data.table` WHERE x = STRUCT(1)',
    'CREATE TABLE [t] ([a] int, [b] nvarchar(10),);',
    "SELECT a FROM t WHERE name = 'it\\'s (' AND b ~ 'x' AND CONNECT",
  ])('K4: leaves to its dialect what only some refuse: %s', async (code) => {
    expect(await checkCode('sql', code)).toBeNull();
  });
});

describe('K5: what was found is also told as a kind', () => {
  it.each([
    ['python', '', 'no-code', []],
    ['python', 'def add(a, b)\n    return a', 'unexpected-line-end', []],
    ['python', 'x = [1,\n', 'unexpected-end', []],
    ['python', 'x = = 1', 'unexpected', ['=']],
    ['javascript', 'let let = 1', 'unexpected', ['let']],
    ['javascript', 'add(1 2)', 'missing', [',']],
    ['javascript', 'const a', 'missing-value', ['const']],
    ['javascript', 'let a = 1;\nlet a = 2;', 'declared-twice', ['a']],
    ['javascript', 'a b', 'missing-semicolon', []],
    ['javascript', "const x = 'abc", 'open-string', []],
    ['javascript', 'const x = `abc', 'open-template', []],
    ['javascript', '/* abc', 'open-comment', []],
    ['javascript', 'x = /abc', 'open-pattern', []],
    ['jsx', 'const a = <p>a</b>;', 'missing-tag', ['p']],
    ['html', '<p>a</b>', 'unexpected', ['</b>']],
    ['bash', 'if [ -f a ]; then\n  echo a\n', 'not-closed', ['fi', 'if']],
    ['bash', 'f() {\n  echo a\n', 'missing', ['}']],
    ['bash', 'if true\n  echo a\nfi', 'missing', ['then']],
    ['bash', 'a && && b', 'missing-command', ['&&']],
    ['bash', 'echo a\n)', 'unexpected', [')']],
    ['bash', 'x=$(date', 'open-substitution', []],
    ['sql', "SELECT 'a FROM t", 'open-string', []],
    ['sql', 'SELECT (a FROM t', 'open-bracket', []],
    ['sql', 'SELECT CASE WHEN a THEN b FROM t', 'not-closed', ['END', 'CASE']],
  ])('%s: %j', async (language, code, kind, words) => {
    expect(await checkCode(language, code)).toMatchObject({ isRight: false, mistake: { kind, words } });
  });

  it.each(['class A { constructor() {} constructor() {} }', 'break;'])('and not when it is nothing usual: %s', async (code) => {
    expect(await checkCode('javascript', code)).not.toHaveProperty('mistake');
  });
});

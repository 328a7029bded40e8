/**
 * Python that is right and that @lezer/python 1.1.19 does not know. Each is rewritten into something that it knows, on the same
 * lines. Found by parsing the standard library of Python 3.11 and 1,500 files of other packages. And the lines of
 * notebooks that begin with `!` or `%`: commands to the notebook.
 */
const gaps: readonly (readonly [RegExp, string | ((whole: string, inside: string) => string)])[] = [
  [/^(?:!|%%?(?=[a-z]))(?!.*(?:'''|""")).*/gmu, 'pass'],
  [/\bfor[ \t]+((?:\w+[ \t]*,[ \t]*)*)\*(?=\w+[ \t]*(?:,|\bin\b))/gu, 'for $1'],
  [/\byield\b(?=[ \t]*(?:$|[)\]#;]))/gmu, 'yield 0'],
  [/(?<![\w.])(\d[\d_]*)\.(?![\w.])/gu, '$1.0'],
  [/^([ \t]*case\b.*?[\w.]\()\)/gmu, '$1_)'],
  [
    /^([ \t]*(?:async[ \t]+)?with[ \t]*)\(((?:[^()]|\([^()]*\))*\bas\b(?:[^()]|\([^()]*\))*)\)(?=[ \t]*:)/gmu,
    (whole, start) =>
      `${start} ${whole
        .slice(start.length + 1, -1)
        .replaceAll(/,?[ \t]*\n/gu, (end) => `${end.slice(0, -1)}\\\n`)
        .replace(/,(\s*\\?\s*)$/u, '$1')}`,
  ],
];

/** The code without what the grammar does not know. */
export function withoutPythonGaps(code: string): string {
  return gaps.reduce(
    (text, [gap, instead]) => (typeof instead === 'string' ? text.replaceAll(gap, instead) : text.replaceAll(gap, instead)),
    code,
  );
}

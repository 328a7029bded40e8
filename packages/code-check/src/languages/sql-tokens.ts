/** A word in capitals, a sign, or a whole quoted piece. */
export interface SqlToken {
  readonly text: string;
  readonly at: number;
}

const comment = /--[^\n]*|#(?=[\s\p{Script=Han}])[^\n]*|\/\*[\s\S]*?\*\//u.source;
const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|(?<dollars>\$\w*\$)[\s\S]*?\k<dollars>/u.source;
const word = /[\p{L}\p{N}_@$.]+|[<>!:=|]+|\S/u.source;
const piece = new RegExp(`${comment}|(?<token>${quoted}|${word})`, 'gu');

/** The statements of a script, each with the `;` that ends it. */
export function sqlStatementsOf(code: string): SqlToken[][] {
  const statements: SqlToken[][] = [[]];
  for (const { index, groups } of code.matchAll(piece)) {
    const text = groups?.['token'];
    if (text === undefined) continue;
    statements.at(-1)?.push({ text: text.toUpperCase(), at: index });
    if (text === ';') statements.push([]);
  }
  return statements.filter((statement) => statement.length > 0);
}

import { parse, parseExpression, type ParserOptions, type ParserPlugin } from '@babel/parser';
import { mistakeAt, type Mistake } from '../check.ts';

/** The first mistake in a program, or in a lone expression such as an object. */
export function firstBabelMistake(code: string, plugins: ParserPlugin[]): Mistake | null {
  const options: ParserOptions = {
    sourceType: 'unambiguous',
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
    plugins: ['decorators-legacy', ...plugins],
  };
  const mistake = thrownBy(code, () => parse(code, options));
  return mistake && thrownBy(code, () => parseExpression(code, options)) ? mistake : null;
}

function thrownBy(code: string, parseCode: () => unknown): Mistake | null {
  try {
    parseCode();
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { pos = 0 } = error as { pos?: number };
    const words = error.message.replace(/ ?\(\d+:\d+\)$/u, '').replace(/\.$/u, '');
    return words === 'Unexpected token' ? mistakeAt(code, pos) : mistakeAt(code, pos, words);
  }
}

import { factorySpace } from 'micromark-factory-space';
import { markdownLineEnding } from 'micromark-util-character';
import type { Code, Construct, Effects, Extension, State, TokenizeContext } from 'micromark-util-types';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathFlow: 'mathFlow';
    mathFlowFence: 'mathFlowFence';
    mathFlowFenceSequence: 'mathFlowFenceSequence';
    mathFlowValue: 'mathFlowValue';
    mathText: 'mathText';
    mathTextData: 'mathTextData';
    mathTextSequence: 'mathTextSequence';
  }
}

const dollar = 36;
const backslash = 92;
const openParenthesis = 40;
const openBracket = 91;
const zero = 48;
const nine = 57;

/** The four ways a model writes a formula; `$$` may have more than two dollars and then closes with as many. */
type Fence = { readonly kind: '$' | '$$' | '\\(' | '\\['; readonly size: number };

const closingCode: Record<Fence['kind'], number> = { $: dollar, $$: dollar, '\\(': 41, '\\[': 93 };

interface MathSyntaxOptions {
  /** The text may go on: a display formula without its end is a formula already, so that it does not jump when it closes. */
  readonly isOpenEnded: boolean;
}

/**
 * Formulas as language models write them: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`. Unlike micromark-extension-math it knows the
 * backslash forms, lets a display formula begin on the line of its fence, and follows Pandoc's rule for single dollars
 * (no space inside, no digit after), so that prices stay prices. Emits that package's tokens.
 */
export function mathSyntax(options: MathSyntaxOptions): Extension {
  const text: Construct = { name: 'mathText', tokenize: tokenizeMathText };
  const flow: Construct = { name: 'mathFlow', concrete: true, tokenize: tokenizeMathFlow(options) };
  return { flow: { [dollar]: flow, [backslash]: flow }, text: { [dollar]: text, [backslash]: text } };
}

/**
 * Up to which line each kind of fence, opened here, has been looked for an end in vain: one that is opened again before that has none either.
 * Without this a text of many beginnings would be read to its end for each of them.
 */
class FutileFences {
  static readonly #all = new WeakMap<TokenizeContext, FutileFences>();
  readonly #lastLines = new Map<string, number>();

  static of(context: TokenizeContext): FutileFences {
    const known = FutileFences.#all.get(context) ?? new FutileFences();
    FutileFences.#all.set(context, known);
    return known;
  }

  note({ kind, size }: Fence, lastLine: number): void {
    this.#lastLines.set(kind + size, lastLine);
  }

  has({ kind, size }: Fence, line: number): boolean {
    return line <= (this.#lastLines.get(kind + size) ?? 0);
  }
}

function isSpace(code: Code): boolean {
  return code === null || code < 0 || code === 32;
}

/** Consumes an opening fence and tells which; the caller has entered its token. */
function openFence(effects: Effects, opened: (fence: Fence) => State, nok: State): State {
  let size = 0;
  return function start(code) {
    effects.consume(code);
    size = 1;
    return code === dollar ? dollars : afterBackslash;
  };
  function dollars(code: Code): State | undefined {
    if (code !== dollar) return opened({ kind: size === 1 ? '$' : '$$', size })(code);
    effects.consume(code);
    size += 1;
    return dollars;
  }
  function afterBackslash(code: Code): State | undefined {
    if (code !== openParenthesis && code !== openBracket) return nok(code);
    effects.consume(code);
    return opened({ kind: code === openParenthesis ? '\\(' : '\\[', size: 2 });
  }
}

/** A closing fence of the same kind and size. */
function closingFence(
  fence: Fence,
  token: 'mathTextSequence' | 'mathFlowFenceSequence',
  isFollowedWell: (code: Code) => boolean,
): Construct {
  return {
    partial: true,
    tokenize(effects, ok, nok) {
      let size = 0;
      return function start(code) {
        effects.enter(token);
        return fence.size === size ? end(code) : sequence(code);
      };
      function sequence(code: Code): State | undefined {
        if (size === fence.size) return end(code);
        const isBackslash = closingCode[fence.kind] !== dollar && size === 0;
        if (code !== (isBackslash ? backslash : closingCode[fence.kind])) return nok(code);
        effects.consume(code);
        size += 1;
        return sequence;
      }
      function end(code: Code): State | undefined {
        if (!isFollowedWell(code) || (code === dollar && closingCode[fence.kind] === dollar)) return nok(code);
        effects.exit(token);
        return ok(code);
      }
    },
  };
}

/** Consumes words of a formula up to what may be its end, a line ending or the end of the text. */
function formulaWords(effects: Effects, token: 'mathTextData' | 'mathFlowValue', next: State): State {
  return function start(code) {
    effects.enter(token);
    effects.consume(code);
    return code === backslash ? escaped : inside;
  };
  function escaped(code: Code): State | undefined {
    if (code === null || markdownLineEnding(code)) return inside(code);
    effects.consume(code);
    return inside;
  }
  function inside(code: Code): State | undefined {
    if (code === null || code === dollar || code === backslash || markdownLineEnding(code)) {
      effects.exit(token);
      return next(code);
    }
    effects.consume(code);
    return inside;
  }
}

function tokenizeMathText(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  if (this.previous === dollar) return nok;
  const before = () => this.previous;
  const line = () => this.now().line;
  const futile = FutileFences.of(this);
  const words = formulaWords(effects, 'mathTextData', between);
  let opening: Fence;
  let closing: Construct;
  let isTight = false;
  let isEmpty = true;
  return function start(code) {
    effects.enter('mathText');
    effects.enter('mathTextSequence');
    return openFence(effects, opened, nok)(code);
  };
  function opened(fence: Fence): State {
    if (futile.has(fence, line())) return nok;
    opening = fence;
    isTight = fence.kind === '$';
    closing = closingFence(fence, 'mathTextSequence', (code) => !isTight || code === null || code < zero || code > nine);
    effects.exit('mathTextSequence');
    return (code) => (isTight && isSpace(code) ? nok(code) : between(code));
  }
  function between(code: Code): State | undefined {
    if (code === null) {
      futile.note(opening, line());
      return nok(code);
    }
    if (markdownLineEnding(code)) {
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      return between;
    }
    const mayClose = (code === dollar || code === backslash) && !isEmpty && !(isTight && isSpace(before()));
    isEmpty = false;
    return mayClose ? effects.attempt(closing, closed, words)(code) : words(code);
  }
  function closed(code: Code): State | undefined {
    effects.exit('mathText');
    return ok(code);
  }
}

function tokenizeMathFlow({ isOpenEnded }: MathSyntaxOptions): NonNullable<Construct['tokenize']> {
  return function tokenize(this: TokenizeContext, effects, ok, nok) {
    const isInterrupting = () => this.interrupt;
    const line = () => this.now().line;
    const futile = FutileFences.of(this);
    const words = formulaWords(effects, 'mathFlowValue', lineRest);
    let opening: Fence;
    let sequence: Construct;
    let closing: Construct;
    /** `$$` alone on its line: like a code fence it may hold blank lines and runs to its end or the end of the text. */
    let isBlock = false;
    return function start(code) {
      effects.enter('mathFlow');
      effects.enter('mathFlowFence');
      effects.enter('mathFlowFenceSequence');
      return openFence(effects, opened, nok)(code);
    };
    function opened(fence: Fence): State {
      if (fence.kind === '$' || fence.kind === '\\(' || futile.has(fence, line())) return nok;
      opening = fence;
      sequence = closingFence(fence, 'mathFlowFenceSequence', () => true);
      closing = closingAtLineEnd(sequence);
      effects.exit('mathFlowFenceSequence');
      const afterFence: State = (code) => {
        isBlock = fence.kind === '$$' && (code === null || markdownLineEnding(code));
        effects.exit('mathFlowFence');
        return isInterrupting() ? ok(code) : lineRest(code);
      };
      return factorySpace(effects, afterFence, 'whitespace');
    }
    function lineRest(code: Code): State | undefined {
      if (code === null) return isBlock || isOpenEnded ? done(code) : unended(code);
      if (markdownLineEnding(code)) return effects.attempt(nonLazyLine, lineStart, isBlock ? done : unended)(code);
      if (code === dollar || code === backslash) return effects.attempt(closing, done, unclosed)(code);
      return words(code);
    }
    function unclosed(code: Code): State | undefined {
      // closed with words behind it: a formula inside a paragraph
      return isBlock ? words(code) : effects.check(sequence, nok, words)(code);
    }
    function lineStart(code: Code): State | undefined {
      if (isBlock) return lineRest(code);
      return effects.check(blankLine, isOpenEnded && code === null ? done : unended, lineRest)(code);
    }
    function unended(code: Code): State | undefined {
      futile.note(opening, line());
      return nok(code);
    }
    function done(code: Code): State | undefined {
      effects.exit('mathFlow');
      return ok(code);
    }
  };
}

/** The closing fence of a display formula: nothing but spaces may follow on its line. */
function closingAtLineEnd(sequence: Construct): Construct {
  return {
    partial: true,
    tokenize(effects, ok, nok) {
      return function start(code) {
        effects.enter('mathFlowFence');
        return effects.attempt(
          sequence,
          factorySpace(
            effects,
            (after) => {
              if (after !== null && !markdownLineEnding(after)) return nok(after);
              effects.exit('mathFlowFence');
              return ok(after);
            },
            'whitespace',
          ),
          nok,
        )(code);
      };
    },
  };
}

const blankLine: Construct = {
  partial: true,
  tokenize: (effects, ok, nok) =>
    factorySpace(effects, (code) => (code === null || markdownLineEnding(code) ? ok(code) : nok(code)), 'linePrefix'),
};

/** The next line, if it still belongs to the same list item or quotation. */
const nonLazyLine: Construct = {
  partial: true,
  tokenize(this: TokenizeContext, effects, ok, nok) {
    const isLazy = () => this.parser.lazy[this.now().line];
    return function start(code) {
      if (code === null) return nok(code);
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      return (next) => (isLazy() ? nok(next) : ok(next));
    };
  },
};

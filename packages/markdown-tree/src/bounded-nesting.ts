import { blockQuote, list } from 'micromark-core-commonmark';
import type { Construct, Effects, Extension, State, TokenizeContext } from 'micromark-util-types';

/** Behind it no list and no quotation begins. */
const furthestColumn = 64;

const items = bounded(list);
const quotation = bounded(blockQuote);

/** Lists and quotations, in one another as deep as anybody writes them: every line is read once more for each that it stands in. */
export const boundedNesting: Extension = {
  disable: { null: ['list', 'blockQuote'] },
  document: Object.fromEntries([...[...'*+-0123456789'].map((start) => [start.charCodeAt(0), items]), ['>'.charCodeAt(0), quotation]]),
};

function bounded(construct: Construct): Construct {
  const { continuation } = construct;
  const own: Construct = {
    ...construct,
    name: `bounded ${construct.name}`,
    tokenize(effects, ok, nok) {
      const start = construct.tokenize.call(this, effects, ok, nok);
      return (code) => (this.now().column > furthestColumn ? nok(code) : start(code));
    },
  };
  if (!continuation) return own;
  return Object.assign(own, {
    continuation: {
      // the next item of a list is tried by the construct itself, under the name that is disabled
      tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State) {
        const attempt: Effects['attempt'] = (next, ...states) => effects.attempt(next === construct ? own : next, ...states);
        return continuation.tokenize.call(this, { ...effects, attempt }, ok, nok);
      },
    },
  });
}

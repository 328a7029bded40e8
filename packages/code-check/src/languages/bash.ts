import { forEachChild, parse, type ParseError, type SyntaxNode } from 'unbash';
import { mistakeAt, type Check } from '../check.ts';

/** What was typed at a prompt, with its answers, is no script. */
const transcript = /^[ \t]*\$ /mu;
/** `<name>` stands for a word that the reader knows; to a shell it is two redirections. */
const placeholder = /(?<!<)<\p{L}[\p{L}\p{N}_ .-]*>/gu;
/** What a model writes in a loop and no person does: the parser takes seconds for it. */
const endlessNesting = /(?:\$\(["\s]*){50}|(?:<<\w+\s+){50}/u;

export const check: Check = (code, fenceName) => {
  if (transcript.test(code) || endlessNesting.test(code)) return 'unjudged';
  const script = code.replaceAll(placeholder, ({ length }) => '_'.repeat(length));
  const [first] = errorsIn(parse(script)).toSorted((one, other) => one.pos - other.pos);
  if (!first) return null;
  if (fenceName === 'zsh') return 'unjudged';
  const message = first.message.charAt(0).toUpperCase() + first.message.slice(1);
  return mistakeAt(code, first.pos, message);
};

/** A script inside a script keeps its own errors. */
function errorsIn(node: SyntaxNode): ParseError[] {
  const errors = 'errors' in node ? [...(node.errors ?? [])] : [];
  forEachChild(node, (child) => errors.push(...errorsIn(child)));
  return errors;
}

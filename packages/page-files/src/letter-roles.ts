import type { Nodes, Paragraph } from 'mdast';
import { plainWords } from './plain-words.ts';

type Role = 'subject' | 'salutation' | 'signature';

const subject = /^(?:主题|事由|Subject|Re)\s*[：:]/iu;
const greeting = /^(?:尊敬的|亲爱的|敬爱的|Dear\b|Hi\b|Hello\b)|[：:]$/iu;
const closing = /^(?:此致|敬礼|顺祝|顺颂|谨祝|祝|即颂|特此)/u;
const longestGreeting = 40;
/** A signature has a few short lines that are no sentences: a name, an office, a date. */
const longestSigned = 32;
const mostSigned = 3;

/** What the paragraphs of a letter are, as far as it shows: the line about its subject, the greeting, and who signs. */
export function letterRoles(children: readonly Nodes[]): ReadonlyMap<Paragraph, Role> {
  const roles = new Map<Paragraph, Role>();
  const [first, second] = children;
  const hasSubject = first?.type === 'heading' || (first?.type === 'paragraph' && subject.test(plainWords(first)));
  if (hasSubject && first.type === 'paragraph') roles.set(first, 'subject');
  const greeted = hasSubject ? second : first;
  if (greeted?.type === 'paragraph' && isGreeting(plainWords(greeted))) roles.set(greeted, 'salutation');
  for (const node of children.slice(-mostSigned).toReversed()) {
    if (node.type !== 'paragraph' || roles.has(node) || !isSigned(plainWords(node))) break;
    roles.set(node, 'signature');
  }
  return roles;
}

function isGreeting(words: string): boolean {
  return words.length <= longestGreeting && greeting.test(words);
}

function isSigned(words: string): boolean {
  if (closing.test(words)) return false;
  return words.split('\n').every((line) => line.trim().length <= longestSigned && !/[。！？；!?;：:]$/u.test(line.trim()));
}

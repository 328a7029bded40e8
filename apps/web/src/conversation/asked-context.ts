import type { ContextPart, Message, QuestionContext } from '@maobi/contract';

/**
 * What of its document a question was about, to ask it in other words.
 * @param path the messages that lead to it, oldest first, and the question itself; `null`: nothing went with it
 */
export function askedContext(path: readonly Message[]): QuestionContext | null {
  const parts = path.at(-1)?.context ?? [];
  if (parts.length === 0) return null;
  const sectionIds = parts.flatMap(({ kind, sectionId }) => (kind === 'section' && sectionId ? [sectionId] : []));
  const part = parts.find(({ kind }) => kind === 'passage');
  const text = part && passageText(path, part);
  return part?.sectionId && text ? { sectionIds, passage: { sectionId: part.sectionId, text } } : { sectionIds };
}

/**
 * What of its document the next question is about where the writer is at no section: what the one above it was about.
 * @param path the messages above, oldest first; `null`: the conversation is about no document
 */
export function nextContext(documentId: string | null, path: readonly Message[]): QuestionContext | null {
  if (documentId === null) return null;
  return askedContext(path.filter(({ role }) => role === 'user')) ?? { sectionIds: [] };
}

/** The words of a passage, which stand with the question that it was given with first; `null`: none does any more. */
export function passageText(
  path: readonly (Message | null)[],
  { kind, sectionId }: Pick<ContextPart, 'kind' | 'sectionId'>,
): string | null {
  const read = path.flatMap((message) => message?.context ?? []);
  const given = read.findLast((each) => each.kind === kind && each.sectionId === sectionId && each.text !== '')?.text;
  // the first line says of which section it is
  return given === undefined ? null : given.slice(given.indexOf('\n') + 1);
}

import { type ContextPart, documentTitle, type Message, type QuestionContext } from '@maobi/contract';
import { documentWords } from '../actions/document-words.ts';
import { StudioError } from '../errors.ts';
import type { StoredSection } from '../ports/document-store.ts';
import type { Store } from '../ports/store.ts';

type Subject = Parameters<typeof documentTitle>[0];

/**
 * What goes with a question about a document: its outline, and the sections or the passage that it is about. What stands in a question further up
 * with the same words is not given again, so that a prompt only ever grows and nothing in it is read twice; what was changed since is given anew.
 * @param path the messages above the question
 */
export async function questionContext(
  documentId: string,
  wanted: QuestionContext,
  path: readonly Message[],
  store: Store,
): Promise<ContextPart[]> {
  const document = await store.documents.summary(documentId);
  if (!document) throw new StudioError('not-found', 'There is no such document.');
  const sections = await store.documents.sections(documentId);
  const given = path.flatMap(({ context = [] }) => context);
  return contextParts({ document, sections }, wanted, given);
}

interface AskedDocument {
  readonly document: Subject & { readonly brief: { readonly language: 'zh' | 'en' } };
  /** The whole outline. */
  readonly sections: readonly StoredSection[];
}

/** @param given what the questions further up brought along, oldest first */
function contextParts({ document, sections }: AskedDocument, wanted: QuestionContext, given: readonly ContextPart[]): ContextPart[] {
  const { context, outlineLine } = documentWords[document.brief.language];
  const lines = sections.map((row, index) => outlineLine(row, index + 1));
  const parts: ContextPart[] = [];
  const add = (part: ContextPart) => {
    if (latest(given, part)?.text !== part.text) parts.push(part);
  };
  if (sections.length > 0) {
    add({ kind: 'outline', sectionId: null, number: null, text: [context.outline(documentTitle(document)), ...lines].join('\n') });
  }
  for (const [index, { id, heading, version }] of sections.entries()) {
    const number = index + 1;
    const text = version?.text.trim() ?? '';
    if (text === '' || !wanted.sectionIds.includes(id)) continue;
    const part: ContextPart = { kind: 'section', sectionId: id, number, text: `${context.section(heading, number)}\n${text}` };
    const before = latest(given, part);
    if (before?.text.endsWith(`\n${text}`)) continue;
    parts.push(before ? { ...part, text: `${context.changedSection(heading, number)}\n${text}` } : part);
  }
  const { passage } = wanted;
  const index = sections.findIndex(({ id }) => id === passage?.sectionId);
  if (passage && index >= 0) {
    const number = index + 1;
    add({
      kind: 'passage',
      sectionId: passage.sectionId,
      number,
      text: `${context.passage(sections[index]?.heading ?? '', number)}\n${passage.text}`,
    });
  }
  return parts;
}

function latest(given: readonly ContextPart[], { kind, sectionId }: ContextPart): ContextPart | undefined {
  return given.findLast((part) => part.kind === kind && part.sectionId === sectionId);
}

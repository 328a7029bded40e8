import { type ContextPart, documentTitle, type Message, type QuestionContext } from '@maobi/contract';
import { documentWords } from '../actions/document-words.ts';
import { StudioError } from '../errors.ts';
import type { StoredSection } from '../ports/document-store.ts';
import type { Store } from '../ports/store.ts';

type Subject = Parameters<typeof documentTitle>[0];

/**
 * What goes with a question about a document: its outline, and the sections or the passage that it is about. What stands in a question further up
 * with the same words is not given again, so that a prompt only ever grows and nothing in it is read twice; what was changed since is given anew.
 * Section and passage that the question is about are named in any case, without words where none are given.
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
  const isGiven = (part: ContextPart) => latest(given, part)?.text === part.text;
  if (sections.length > 0) {
    const text = [context.outline(documentTitle(document)), ...lines].join('\n');
    const outline: ContextPart = { kind: 'outline', sectionId: null, number: null, text };
    if (!isGiven(outline)) parts.push(outline);
  }
  for (const [index, { id, heading, version }] of sections.entries()) {
    const number = index + 1;
    const text = version?.text.trim() ?? '';
    if (!wanted.sectionIds.includes(id)) continue;
    const part: ContextPart = { kind: 'section', sectionId: id, number, text: '' };
    const before = latest(given, part);
    const isRead = text === '' || before?.text.endsWith(`\n${text}`) === true;
    const lead = before ? context.changedSection(heading, number) : context.section(heading, number);
    parts.push(isRead ? part : { ...part, text: `${lead}\n${text}` });
  }
  const { passage } = wanted;
  const index = sections.findIndex(({ id }) => id === passage?.sectionId);
  const section = sections[index];
  if (passage && section) {
    const number = index + 1;
    const text = `${context.passage(section.heading, number)}\n${passage.text}`;
    const part: ContextPart = { kind: 'passage', sectionId: section.id, number, text };
    parts.push(isGiven(part) ? { ...part, text: '' } : part);
  }
  return parts;
}

function latest(given: readonly ContextPart[], { kind, sectionId }: ContextPart): ContextPart | undefined {
  return given.findLast((part) => part.kind === kind && part.sectionId === sectionId && part.text !== '');
}

import type { Document, Section } from './documents.ts';

/** What a document is called: its title, else its topic in one line. */
export function documentTitle({ title, brief }: Pick<Document, 'title' | 'brief'>): string {
  return title || brief.topic.replaceAll(/\s+/gu, ' ').trim();
}

/** Whether a section has a heading of its own: the only one has none, nor has a first one that is called as the document is, right under its title. */
export function hasOwnHeading(
  document: Pick<Document, 'title' | 'brief'>,
  sections: readonly Pick<Section, 'heading'>[],
  index: number,
): boolean {
  return sections.length > 1 && !(index === 0 && sections[0]?.heading === documentTitle(document));
}

/** A text without the empty lines in front of it and the room behind it. What its first line is indented by stays. */
export function withoutBlankEnds(text: string): string {
  return text.replace(/^(?:[^\S\n]*\n)+/u, '').trimEnd();
}

/**
 * A document as Markdown: its title, and each section under its heading where it has one of its own. A document of one section has no title where
 * its text brings one; a section without text is left out.
 */
export function documentMarkdown(
  document: Pick<Document, 'title' | 'brief'>,
  sections: readonly Pick<Section, 'heading' | 'version'>[],
): string {
  const written = sections.flatMap(({ heading, version }, index) => {
    const text = withoutBlankEnds(version?.text ?? '');
    if (text === '') return [];
    return [hasOwnHeading(document, sections, index) ? `## ${heading}\n\n${text}` : text];
  });
  const hasTitle = sections.length === 1 && (written[0] ?? '').startsWith('# ');
  return [...(hasTitle ? [] : [`# ${documentTitle(document)}`]), ...written].join('\n\n') + '\n';
}

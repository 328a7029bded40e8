import type { Document, Section } from './documents.ts';

/** What a document is called: its title, else its topic in one line. */
export function documentTitle({ title, brief }: Pick<Document, 'title' | 'brief'>): string {
  return title || brief.topic.replaceAll(/\s+/gu, ' ').trim();
}

/**
 * A document as Markdown: its title, and each section under its heading. A document of one section has no headings of sections, and no
 * title where its text brings one; a section without text is left out.
 */
export function documentMarkdown(
  document: Pick<Document, 'title' | 'brief'>,
  sections: readonly Pick<Section, 'heading' | 'version'>[],
): string {
  const written = sections.flatMap(({ heading, version }) => {
    const text = version?.text.trim() ?? '';
    if (text === '') return [];
    return [sections.length === 1 ? text : `## ${heading}\n\n${text}`];
  });
  const hasTitle = sections.length === 1 && (written[0] ?? '').startsWith('# ');
  return [...(hasTitle ? [] : [`# ${documentTitle(document)}`]), ...written].join('\n\n') + '\n';
}

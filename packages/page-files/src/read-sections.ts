import type { PageSection } from '@maobi/core';
import { parseMarkdown } from '@maobi/markdown-tree';
import type { Definition, Nodes, RootContent } from 'mdast';

/** A section as a tree. */
export interface ReadSection {
  readonly heading: string | null;
  /** What the places of the nodes are places in. */
  readonly source: string;
  readonly children: readonly RootContent[];
  /** Where links with a label lead, by label: what another section defines counts as well. */
  readonly links: ReadonlyMap<string, string>;
}

/** Each section by itself, so that nothing that one leaves open goes on in the next. */
export function readSections(sections: readonly PageSection[]): ReadSection[] {
  const read = sections.map(({ heading, text }) => ({ heading, source: text, children: parseMarkdown(text).children }));
  const defined = read.flatMap(({ children }) => definitionsIn(children));
  return read.map((section) => ({
    ...section,
    ...withLabelsOf(defined, section),
    links: linksOf([...definitionsIn(section.children), ...defined]),
  }));
}

/** The first definition of a label counts. */
function linksOf(defined: readonly Definition[]): ReadonlyMap<string, string> {
  return new Map(defined.toReversed().map(({ identifier, url }) => [identifier, url]));
}

/** A label is a link only where the parser knows its definition; those of other sections are shown to it behind the text. */
function withLabelsOf(
  defined: readonly Definition[],
  { source, children }: Pick<ReadSection, 'source' | 'children'>,
): Pick<ReadSection, 'source' | 'children'> {
  const own = new Set(definitionsIn(children).map(({ identifier }) => identifier));
  const foreign = defined.filter(({ identifier, label }) => !own.has(identifier) && label);
  if (foreign.length === 0 || !source.includes('[')) return { source, children };
  const lines = foreign.map(({ label }) => `[${(label ?? '').replaceAll(/[\\[\]]/gu, '\\$&')}]: <#>`);
  const whole = `${source}\n\n${lines.join('\n')}`;
  const again = parseMarkdown(whole).children;
  // behind a code block that is left open they would be code
  if (definitionsIn(again.slice(-lines.length)).length < lines.length) return { source, children };
  return { source: whole, children: again.slice(0, -lines.length) };
}

function definitionsIn(nodes: readonly Nodes[]): Definition[] {
  return nodes.flatMap((node) => (node.type === 'definition' ? [node] : 'children' in node ? definitionsIn(node.children) : []));
}

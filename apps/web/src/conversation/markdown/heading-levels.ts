import { parseMarkdown } from '@maobi/markdown-tree';
import type { Heading, Nodes } from 'mdast';

/** Depths of the headings that a place in a text stands under, the outermost first. */
export type HeadingPath = readonly number[];

/** The page and what the text answers, or the section it is of, have the first two levels. */
const levelsAbove = 2;

/**
 * The level of each heading on the page: one below the heading that it stands under, whatever its marks say, so that none is left out. Gives
 * the path behind the nodes as well; headings in quotations and lists stand under it and lead nowhere.
 */
export function headingLevels(nodes: readonly Nodes[], path: HeadingPath): { levels: ReadonlyMap<Heading, number>; path: HeadingPath } {
  const levels = new Map<Heading, number>();
  const walk = (siblings: readonly Nodes[], above: HeadingPath): HeadingPath => {
    let current = above;
    for (const node of siblings) {
      if (node.type === 'heading') {
        current = pathUnder(current, node.depth);
        levels.set(node, Math.min(6, levelsAbove + current.length));
      } else if ('children' in node) walk(node.children, current);
    }
    return current;
  };
  return { path: walk(nodes, path), levels };
}

/** The path behind a heading of this depth. */
function pathUnder(path: HeadingPath, depth: number): HeadingPath {
  return [...path.filter((above) => above < depth), depth];
}

const hasHeading = /^ {0,3}(?:#{1,6}(?:[ \t]|$)|=+[ \t]*$|-+[ \t]*$)/mu;

/** The path behind a block of Markdown. */
export function pathBehind(source: string, path: HeadingPath): HeadingPath {
  // most headings stand alone, and a long text may have hundreds
  const marks = /^(#{1,6})(?:[ \t][^\n]*)?\s*$/u.exec(source)?.[1];
  if (marks) return pathUnder(path, marks.length);
  return hasHeading.test(source) ? headingLevels(parseMarkdown(source).children, path).path : path;
}

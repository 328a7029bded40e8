/** The one reading of Markdown: as a tree, with formulas as models write them, and what of it may become a link. */
export { parseMarkdown } from './parse-markdown.ts';
export { partAtAddresses, safeLink } from './links.ts';

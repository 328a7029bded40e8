import { fenceAfter, plainWords } from '@maobi/contract';

/** A heading that stands in the text of a section. */
export interface TextHeading {
  /** Without the marks of its Markdown. */
  readonly words: string;
  /** How many headings of the section it stands below. */
  readonly depth: number;
  /** Of its line in the Markdown. */
  readonly start: number;
  readonly end: number;
}

const hasHeading = /^ {0,3}#{1,6}[ \t]/mu;
const headingLine = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/u;

/** The headings in a section's text, in order. Most sections have none, which is told at once. */
export function textHeadings(markdown: string): readonly TextHeading[] {
  if (!hasHeading.test(markdown)) return [];
  const headings: TextHeading[] = [];
  let above: readonly number[] = [];
  let closing: string | null = null;
  let offset = 0;
  for (const line of markdown.split('\n')) {
    const [, marks, name = ''] = (closing === null && headingLine.exec(line)) || [];
    closing = fenceAfter(line, closing);
    const words = plainWords(name);
    if (marks && words !== '') {
      above = above.filter((level) => level < marks.length);
      headings.push({ words, depth: above.length, start: offset, end: offset + line.length });
      above = [...above, marks.length];
    }
    offset += line.length + 1;
  }
  return headings;
}

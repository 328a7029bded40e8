import { countText } from '@maobi/contract';

/** Accepted: 0.9 to 1.2 of the length asked for (design: length governor). */
const accepted = { least: 0.9, most: 1.2 } as const;

export interface ArticleSection {
  /** Empty for text before the first heading. */
  readonly heading: string;
  /** In 字 or words; `null` where none was asked for. */
  readonly target: number | null;
  readonly count: number;
  readonly state: LengthState;
}

export type LengthState = 'done' | 'short' | 'long';

/** How a length compares with the one asked for. */
export function lengthState(count: number, target: number | null): LengthState {
  if (target === null) return 'done';
  if (count < target * accepted.least) return 'short';
  return count > target * accepted.most ? 'long' : 'done';
}

/**
 * The sections of a Markdown article by its headings, each with what it counts, headings left out. A title that is followed by a
 * heading at once is no section. Only an article of one section has its target: the whole length was asked for.
 */
export function articleSections(markdown: string, target: number | null): ArticleSection[] {
  const parts = splitAtHeadings(markdown).filter(({ heading, body }, index, all) => {
    const isBare = body.trim() === '';
    return !isBare || (heading !== '' && index === all.length - 1 && all.length > 1 && index > 0);
  });
  const ownTarget = parts.length === 1 ? target : null;
  return parts.map(({ heading, body }) => {
    const count = countText(body);
    return { heading, target: ownTarget, count, state: lengthState(count, ownTarget) };
  });
}

interface Part {
  readonly heading: string;
  body: string;
}

function splitAtHeadings(markdown: string): Part[] {
  const parts: Part[] = [{ heading: '', body: '' }];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && fence === null) fence = mark;
    else if (mark && fence !== null && mark.startsWith(fence)) fence = null;
    const heading = fence === null ? /^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$/.exec(line)?.[1] : undefined;
    if (heading !== undefined) parts.push({ heading: heading.replaceAll(/[*_`]/g, ''), body: '' });
    else (parts.at(-1) as Part).body += `${line}\n`;
  }
  return parts;
}

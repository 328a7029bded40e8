import type { Brief } from '@maobi/contract';

const longestName = 60;

/** What a document is called: its title, else the first line of its topic. */
export function documentName({ title, brief }: { readonly title: string; readonly brief: Pick<Brief, 'topic'> }): string {
  return title || titleOrTopic(brief.topic);
}

/** The same of what may be either: a topic may be long. */
export function titleOrTopic(text: string): string {
  const [firstLine = ''] = text.trim().split('\n');
  return firstLine.length > longestName ? `${firstLine.slice(0, longestName)}…` : firstLine;
}

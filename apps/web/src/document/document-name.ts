import type { Brief } from '@maobi/contract';

const longestName = 60;

/** What a document is called: its title, else the first line of its topic. */
export function documentName({ title, brief }: { readonly title: string; readonly brief: Pick<Brief, 'topic'> }): string {
  const [firstLine = ''] = brief.topic.trim().split('\n');
  return title || (firstLine.length > longestName ? `${firstLine.slice(0, longestName)}…` : firstLine);
}

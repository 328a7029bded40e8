import type { Brief } from '@maobi/contract';

const longestName = 60;
/** What would be left out of a longer word is missed: that is cut instead. */
const longestLeftOut = 20;
/** Two of a word, in scripts that have spaces between their words. */
const twoLetters = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]{2}$/u;

/** What a document is called: its title, else the first line of its topic. */
export function documentName({ title, brief }: { readonly title: string; readonly brief: Pick<Brief, 'topic'> }): string {
  return title || titleOrTopic(brief.topic);
}

/** The same of what may be either: a topic may be long. */
export function titleOrTopic(text: string): string {
  const [firstLine = ''] = text.trim().split('\n');
  return firstLine.length > longestName ? `${wholeWords(firstLine)}…` : firstLine;
}

/** As much as a name may have, without the beginning of a word, unless that is very long, or half a character at its end. */
function wholeWords(line: string): string {
  const cut = line.slice(0, longestName);
  const isInsideWord = twoLetters.test(line.slice(longestName - 1, longestName + 1));
  const words = isInsideWord ? cut.replace(/\s+\S*$/u, '') : cut;
  return (cut.length - words.length > longestLeftOut ? cut : words).replace(/\p{Cs}$/u, '').trimEnd();
}

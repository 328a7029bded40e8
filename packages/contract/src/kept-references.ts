const code = String.raw`(\x60+)[^]*?\1`;
const mark = new RegExp(String.raw`${code}|(?<mark>\[\^[^\]\s]+\])(?<colon>:)?|(?<broken>\[\^[\w-]+(?![\w\-\]]))`, 'gu');
const link = new RegExp(String.raw`${code}|(?<![!\\])\[(?<words>[^\]\n^][^\]\n]*)\]\((?<target>[^\s()]+)(?:\s+"[^"\n]*")?\)`, 'gu');
const sentenceEnd = /(?:[。！？!?]+|\.(?=["”’)]*(?:\s|\[\^|$)))["”’」』）)]*(?:\[\^[^\]\s]+\])*|\n[ \t]*\n|$/gu;

/**
 * A new wording with the footnotes and links of the old one. A mark that the model left out stands again behind the same words, or at the end of
 * its sentence while there are as many; a link that it left out is laid on its words again where they still stand. A mark that it made up goes.
 */
export function withKeptReferences(old: string, wording: string): string {
  return withDefinitions(old, withMarks(old, withLinks(old, withoutNewMarks(old, wording))));
}

/** A wording without marks that did not stand in the old one, or that are broken: they lead to no note. One that brings its own note stays. */
export function withoutNewMarks(old: string, wording: string): string {
  const known = new Set([...marksIn(old).map((found) => found.mark), ...definitionsIn(wording).keys()]);
  return wording.replaceAll(mark, (source, ...groups) => {
    const { mark: found, broken } = groups.at(-1) as Partial<Record<'mark' | 'broken', string>>;
    if (broken !== undefined) return old.includes(broken) && !old.includes(`${broken}]`) ? source : '';
    return found === undefined || known.has(found) ? source : source.slice(found.length);
  });
}

interface Mark {
  readonly mark: string;
  readonly at: number;
}

/** Where footnotes are referred to; notes themselves are none. */
function marksIn(text: string): Mark[] {
  return [...text.matchAll(mark)].flatMap(({ groups, index }) => {
    const found = groups?.['mark'];
    const isNote = groups?.['colon'] !== undefined && (index === 0 || text[index - 1] === '\n');
    return found === undefined || isNote ? [] : [{ mark: found, at: index }];
  });
}

/** The notes of a text, each in its line, by their marks. */
function definitionsIn(text: string): Map<string, string> {
  return new Map([...text.matchAll(/^(\[\^[^\]\s]+\]):.*$/gmu)].map(([line, name = '']) => [name, line]));
}

function withDefinitions(old: string, wording: string): string {
  const standing = definitionsIn(wording);
  const lost = [...definitionsIn(old)].filter(([name]) => !standing.has(name)).map(([, line]) => line);
  return [wording, ...lost].join('\n\n').trim();
}

function withMarks(old: string, wording: string): string {
  let text = wording;
  for (const found of marksIn(old)) {
    if (marksIn(text).some((standing) => standing.mark === found.mark)) continue;
    const at = placeBehindSameWords(old.slice(0, found.at), text) ?? placeInSentence(old, found, text);
    if (at === null) continue;
    text = text.slice(0, at) + found.mark + text.slice(at);
  }
  return text;
}

const longestContext = 8;
const shortestContext = 2;

/** Behind the words that stood before it, as many of them as are left, where they stand once. */
function placeBehindSameWords(before: string, text: string): number | null {
  const end = before.replace(/(?:\[\^[^\]\s]+\])+$/u, '');
  for (let length = longestContext; length >= shortestContext; length -= 1) {
    const context = end.slice(-length);
    const at = text.indexOf(context);
    // two letters of a Latin word say as much as a Chinese one
    const weight = (context.match(/\p{Script=Han}|[\p{L}\p{N}]{2}/gu) ?? []).length;
    if (weight < shortestContext || at < 0 || text.includes(context, at + 1)) continue;
    const place = at + context.length;
    const rest = text.slice(place);
    const isInWord = /[a-z0-9]$/iu.test(context) && /^[a-z0-9]/iu.test(rest);
    // behind those that are there already
    if (!isInWord) return place + (/^(?:\[\^[^\]\s]+\])*/u.exec(rest)?.[0].length ?? 0);
  }
  return null;
}

/** At the end of its sentence, before or behind the full stop as it was; `null`: nobody knows which sentence that is now. */
function placeInSentence(old: string, { mark: name, at }: Mark, text: string): number | null {
  const before = sentenceEnds(old);
  const after = sentenceEnds(text);
  const place = after[before.findIndex(({ 0: end, index }) => index + end.length >= at + name.length)];
  if (before.length !== after.length || !place) return null;
  const isBeforeStop = /^[。！？!?.]/u.test(old.slice(at + name.length)) || place[0].startsWith('\n');
  return isBeforeStop ? place.index : place.index + place[0].length;
}

/** The end of a text ends a sentence as well, unless that had its full stop. */
function sentenceEnds(text: string): RegExpExecArray[] {
  return [...text.matchAll(sentenceEnd)].filter(({ 0: end, index }) => end !== '' || !endsSentence(text.slice(0, index)));
}

function endsSentence(text: string): boolean {
  return /(?:[。！？!?.]["”’」』）)]*(?:\[\^[^\]\s]+\])*|\n)$/u.test(text);
}

interface Link {
  readonly source: string;
  readonly words: string;
  readonly target: string;
  readonly at: number;
}

function linksIn(text: string): Link[] {
  return [...text.matchAll(link)].flatMap(({ 0: source, groups, index }) => {
    const { words, target } = groups as Partial<Record<'words' | 'target', string>>;
    return words === undefined || target === undefined ? [] : [{ source, words, target, at: index }];
  });
}

function withLinks(old: string, wording: string): string {
  const known = linksIn(old);
  const targets = new Set(known.map(({ target }) => target));
  let text = wording;
  for (const { source, words, target } of known) {
    const standing = linksIn(text);
    if (standing.some((other) => other.target === target)) continue;
    // the model copied the words and misspelt the address
    const changed = standing.find((other) => other.words === words && !targets.has(other.target));
    const at = changed?.at ?? plainPlace(text, words, standing);
    if (at !== null) text = text.slice(0, at) + source + text.slice(at + (changed?.source ?? words).length);
  }
  return text;
}

/** Where words stand once, and in no link. */
function plainPlace(text: string, words: string, links: readonly Link[]): number | null {
  const at = text.indexOf(words);
  if (at < 0 || text.includes(words, at + 1)) return null;
  return links.some((other) => at >= other.at && at < other.at + other.source.length) ? null : at;
}

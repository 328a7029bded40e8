export interface AnswerSection {
  readonly heading: string;
  readonly body: string;
}

/** Sections under headings of the second level or deeper; a line in bold counts as a heading too. */
export function answerSections(answer: string): AnswerSection[] {
  const heading = /^(?:#{2,6}[ \t]+(?<marked>.+?)|\*\*(?<bold>[^*\n]+)\*\*[：:]?)[ \t]*$/gmu;
  const found = [...answer.matchAll(heading)];
  return found.map(({ 0: line, index, groups = {} }, at) => ({
    heading: groups['marked'] ?? groups['bold'] ?? '',
    body: answer.slice(index + line.length, found[at + 1]?.index),
  }));
}

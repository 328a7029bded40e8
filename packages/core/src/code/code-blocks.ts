/** A fenced block of code in a Markdown text. */
export interface CodeBlock {
  /** As the fence names it, in lower case; empty where it names none. */
  readonly language: string;
  readonly code: string;
  /** The line of the text in which its first line of code stands, counted from 1. */
  readonly line: number;
  /** `false`: the text ended before the fence was closed. */
  readonly isClosed: boolean;
}

const fence =
  /^[ \t]*(?<marks>`{3,}|~{3,})[ \t]*(?<language>[\w+#.-]*)[^\n]*\n(?<code>(?:(?![ \t]*\k<marks>[`~]*[ \t]*(?:\n|$(?![\s\S])))[^\n]*(?:\n|$(?![\s\S])))*?)(?<end>[ \t]*\k<marks>[`~]*[ \t]*(?=\n|$(?![\s\S]))|$(?![\s\S]))/gmu;

/** The fenced blocks of a text, in order. */
export function codeBlocksOf(text: string): CodeBlock[] {
  return [...text.matchAll(fence)].map(({ 0: whole, index, groups = {} }) => {
    const { language = '', code = '', end = '' } = groups;
    const before = text.slice(0, index + whole.indexOf('\n') + 1);
    return { language: language.toLowerCase(), code, line: before.split('\n').length, isClosed: end !== '' };
  });
}

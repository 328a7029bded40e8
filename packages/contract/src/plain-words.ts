/** Marks of Markdown and what stands in their place in plain words, in the order in which they are taken away. */
const marks: readonly (readonly [RegExp, string])[] = [
  // fences, rules of stars, and what separates the head of a table
  [/^[ \t>]*(?:`{3,}|~{3,})[^\n`]*$/gmu, ''],
  [/^[ \t]*(?:[*_][ \t]*){3,}$/gmu, ''],
  [/^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+$/gmu, ''],
  // at the beginning of a line
  [/^[ \t]*>[ \t>]*/gmu, ''],
  [/^[ \t]*#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/gmu, '$1'],
  [/^[ \t]*(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?/gmu, ''],
  [/^[ \t]*\|/gmu, ''],
  [/\|[ \t]*$/gmu, ''],
  [/[ \t]\|[ \t]/gu, ' '],
  // in a line
  [/!?\[([^\]]*)\]\([^)]*\)/gu, '$1'],
  [/\*\*|~~|`/gu, ''],
  [/(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])/gu, '$1'],
  [/(?<![\p{L}\p{N}_])(_{1,3})(?=\S)([^\n]+?)(?<=\S)\1(?![\p{L}\p{N}_])/gu, '$2'],
  [/\\([!-/:-@[-`{-~])/gu, '$1'],
  [/[ \t]+/gu, ' '],
  [/ ?\n ?/gu, '\n'],
  [/\n{3,}/gu, '\n\n'],
];

/** A passage without the marks of its Markdown, for where it is named. Code keeps its words. */
export function plainWords(markdown: string): string {
  return marks.reduce((words, [mark, instead]) => words.replaceAll(mark, instead), markdown).trim();
}

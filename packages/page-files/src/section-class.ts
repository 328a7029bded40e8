/** Sections that a paper sets otherwise than its text, by what they are called. */
const kinds = [
  ['abstract', /^(?:内容)?(?:摘要|提要|Abstract|Summary)$/iu],
  ['references', /^(?:参考文献|参考资料|引用文献|References|Bibliography|Works cited)$/iu],
] as const;

/** As a name for its style; empty where it is a section like others. */
export function sectionClass(heading: string): string {
  const words = heading.replace(/^[（(]?[\d一二三四五六七八九十]+[)）.、．]\s*/u, '').trim();
  return kinds.find(([, pattern]) => pattern.test(words))?.[0] ?? '';
}

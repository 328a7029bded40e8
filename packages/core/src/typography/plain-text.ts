/**
 * Markdown as a plain text reads well: without marks for headings, emphasis, links and code, everything else as it stands. Line
 * based on purpose: it must never lose a word.
 */
export function plainText(markdown: string): string {
  let isCode = false;
  const lines: string[] = [];
  for (const line of markdown.split('\n')) {
    if (/^ {0,3}(`{3,}|~{3,})/.test(line)) {
      isCode = !isCode;
      continue;
    }
    lines.push(isCode ? line : plainLine(line));
  }
  return lines.join('\n').replaceAll(/\n{3,}/g, '\n\n');
}

function plainLine(line: string): string {
  return line
    .replace(/^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$/, '$1')
    .replace(/^ {0,3}>[ \t]?/, '')
    .replaceAll(/!?\[([^\]]*)\]\(([^)\s]*)[^)]*\)/g, (_, text: string, address: string) => (address ? `${text} (${address})` : text))
    .replaceAll(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replaceAll(/(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])/g, '$1')
    .replaceAll(/(`+)(.+?)\1/g, '$2');
}

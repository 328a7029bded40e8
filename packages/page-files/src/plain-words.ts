import type { Nodes } from 'mdast';

/** The words of a node without anything that marks them, trimmed. */
export function plainWords(node: Nodes): string {
  return wordsOf(node).trim();
}

function wordsOf(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if ('children' in node) return node.children.map(wordsOf).join('');
  return 'value' in node ? node.value : '';
}

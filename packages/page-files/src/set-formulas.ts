import type { Nodes } from 'mdast';
import type { KatexOptions } from 'katex';
import { escapeHtml } from './escape-html.ts';

/** Sets a formula in MathML; its source where it cannot be read. */
export type SetFormula = (tex: string, isDisplay: boolean) => string;

const longestFormula = 5000;
const limits: KatexOptions = { trust: false, strict: 'ignore', maxExpand: 1000, maxSize: 20, output: 'mathml', throwOnError: true };

/** Loads what sets formulas, where these trees have any. */
export async function formulaSetter(trees: readonly Nodes[]): Promise<SetFormula> {
  if (!trees.some(hasFormula)) return asSource;
  const { default: katex } = await import('katex');
  return (tex, isDisplay) => {
    if (tex.length > longestFormula) return asSource(tex);
    try {
      return katex.renderToString(tex, { ...limits, displayMode: isDisplay });
    } catch {
      return asSource(tex);
    }
  };
}

function asSource(tex: string): string {
  return `<code class="formula-source">${escapeHtml(tex)}</code>`;
}

function hasFormula(node: Nodes): boolean {
  if (node.type === 'math' || node.type === 'inlineMath') return true;
  return 'children' in node && node.children.some(hasFormula);
}

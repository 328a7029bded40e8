import { useLayoutEffect, useRef } from 'react';
import type { KatexOptions } from 'katex';

const longestFormula = 5000;
const limits: KatexOptions = { trust: false, strict: 'ignore', maxExpand: 1000, maxSize: 20, output: 'mathml', throwOnError: true };

type Katex = typeof import('katex').default;
let katex: Katex | null = null;
let loading: Promise<void> | null = null;

function loadKatex(): Promise<void> {
  loading ??= import('katex').then((module) => {
    katex = module.default;
  });
  return loading;
}

/** A formula set in MathML by the browser's own fonts; its source while KaTeX loads, and when it cannot be read. */
export function Formula({ tex, isDisplay }: { readonly tex: string; readonly isDisplay: boolean }) {
  const element = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    let isGone = false;
    const draw = () => {
      if (!isGone && element.current) drawFormula(element.current, tex, isDisplay);
    };
    if (element.current && !katex) element.current.textContent = tex;
    if (katex) draw();
    else void loadKatex().then(draw, () => undefined); // the source stays when the part of the page cannot be loaded
    return () => {
      isGone = true;
    };
  }, [tex, isDisplay]);
  return (
    <span
      ref={element}
      className={isDisplay ? 'formula formula-display' : 'formula'}
      {...(isDisplay ? { tabIndex: 0, role: 'math' } : {})}
    />
  );
}

function drawFormula(element: HTMLElement, tex: string, isDisplay: boolean): void {
  element.classList.remove('formula-source');
  try {
    if (tex.length > longestFormula) throw new RangeError('This formula is too long to be set.');
    // builds DOM nodes, never HTML text, as the page's Trusted Types policy asks
    katex?.render(tex, element, { ...limits, displayMode: isDisplay });
  } catch {
    element.classList.add('formula-source');
    element.textContent = tex;
  }
}

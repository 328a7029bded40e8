import { flushSync } from 'react-dom';

/**
 * Has something drawn in full before the page is put on paper: what is far from what is seen would be printed as its Markdown.
 * @returns ends it
 */
export function beforePrint(draw: () => void): () => void {
  // the paper is drawn as soon as this is over
  const drawNow = () => flushSync(draw);
  window.addEventListener('beforeprint', drawNow);
  return () => window.removeEventListener('beforeprint', drawNow);
}

import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderStudio } from '../../testing/fake-studio.tsx';
import { CodeBlock } from './code-block.tsx';
import { highlightCode } from './highlight-code.ts';
import type { HighlightAnswer, HighlightTask } from './highlighter.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Stands in for `Worker`: colours as the worker does, on the page's own thread. */
class HighlightWorkerHere extends EventTarget {
  postMessage({ id, code, language }: HighlightTask): void {
    void highlightCode(code, language).then((lines) => {
      this.dispatchEvent(new MessageEvent<HighlightAnswer>('message', { data: { id, lines } }));
    });
  }

  terminate(): void {
    // nothing goes on
  }
}

const code = Array.from({ length: 120 }, (_, line) => `const n${line} = "${line}";`).join('\n');
const drawn = () => document.querySelector('.code code');

it('lays out long code in parts, and keeps its lines while they are plain and when they are coloured', async () => {
  vi.stubGlobal('Worker', HighlightWorkerHere);
  await renderStudio(<CodeBlock code={code} language="ts" isClosed isChecked={false} caret={<i>|</i>} />);
  expect(drawn()?.textContent).toBe(`${code}|`);
  expect(document.querySelectorAll('.code-part')).toHaveLength(2);
  await screen.findByText('"119"', { selector: '.code-string' });
  expect(drawn()?.textContent).toBe(`${code}|`);
  expect(document.querySelectorAll('.code-part')).toHaveLength(2);
  expect(drawn()?.lastElementChild?.tagName).toBe('I');
});

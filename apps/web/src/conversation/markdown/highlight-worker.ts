import { highlightCode } from './highlight-code.ts';
import type { HighlightAnswer, HighlightTask } from './highlighter.ts';

// hundreds of lines take seconds: here they hold nobody up
addEventListener('message', ({ data: { id, code, language } }: MessageEvent<HighlightTask>) => {
  void highlightCode(code, language)
    .catch(() => null)
    .then((lines) => postMessage({ id, lines } satisfies HighlightAnswer));
});

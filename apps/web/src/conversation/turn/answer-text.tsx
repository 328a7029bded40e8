import { lazy, Suspense } from 'react';

const loadMarkdown = () => import('../markdown/markdown-text.tsx');
const MarkdownText = lazy(() => loadMarkdown().then((module) => ({ default: module.MarkdownText })));

/** Fetches the part of the page that draws Markdown before the first answer needs it. */
export function prepareMarkdown(): void {
  void loadMarkdown().catch(() => undefined); // drawing it will try again and then say so
}

/** An answer's text. It is legible as it is until the part of the page that draws Markdown has arrived. */
export function AnswerText({ text, isLive }: { readonly text: string; readonly isLive: boolean }) {
  return (
    <div className="answer">
      <Suspense fallback={<p className="plain-text">{text}</p>}>
        <MarkdownText text={text} isLive={isLive} />
      </Suspense>
    </div>
  );
}

import { Suspense } from 'react';
import { lazyPart } from '../../shell/lazy-part.tsx';

interface AnswerTextProps {
  readonly text: string;
  readonly isLive: boolean;
}

const DrawnText = lazyPart<AnswerTextProps>(() => import('../markdown/markdown-text.tsx').then((m) => m.MarkdownText));

/** Fetches the part of the page that draws Markdown before the first answer needs it. */
export function prepareMarkdown(): Promise<void> {
  return DrawnText.prepare();
}

/** An answer's text. It is legible as it is until the part of the page that draws Markdown has arrived. */
export function AnswerText({ text, isLive }: AnswerTextProps) {
  return (
    <div className="answer">
      <Suspense fallback={<p className="plain-text">{text}</p>}>
        <DrawnText text={text} isLive={isLive} />
      </Suspense>
    </div>
  );
}

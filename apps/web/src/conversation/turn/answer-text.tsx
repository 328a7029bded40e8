import { lazy, Suspense, useState, type ComponentType } from 'react';

interface AnswerTextProps {
  readonly text: string;
  readonly isLive: boolean;
}

/** Once it has been fetched: a lazy one would show something else first all the same. */
let fetched: ComponentType<AnswerTextProps> | null = null;

const loadMarkdown = () =>
  import('../markdown/markdown-text.tsx').then(({ MarkdownText }) => {
    fetched = MarkdownText;
    return { default: MarkdownText };
  });
const LazyMarkdownText = lazy(loadMarkdown);

/** Fetches the part of the page that draws Markdown before the first answer needs it. */
export function prepareMarkdown(): void {
  void loadMarkdown().catch(() => undefined); // drawing it will try again and then say so
}

/** An answer's text. It is legible as it is until the part of the page that draws Markdown has arrived. */
export function AnswerText({ text, isLive }: AnswerTextProps) {
  const [DrawnText] = useState(() => fetched ?? LazyMarkdownText);
  return (
    <div className="answer">
      <Suspense fallback={<p className="plain-text">{text}</p>}>
        <DrawnText text={text} isLive={isLive} />
      </Suspense>
    </div>
  );
}

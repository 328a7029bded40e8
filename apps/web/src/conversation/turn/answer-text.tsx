import { Suspense } from 'react';
import { lazyPart } from '../../shell/lazy-part.tsx';

interface AnswerTextProps {
  readonly text: string;
  readonly isLive: boolean;
}

interface AnswerProps extends AnswerTextProps {
  /** Of the text; left out where what is around it says so. */
  readonly lang?: string | undefined;
}

const DrawnText = lazyPart<AnswerTextProps>(() => import('../markdown/markdown-text.tsx').then((m) => m.MarkdownText));

/** Fetches the part of the page that draws Markdown before the first answer needs it. */
export function prepareMarkdown(): Promise<void> {
  return DrawnText.prepare();
}

/** An answer's text. It is legible as it is until the part of the page that draws Markdown has arrived. */
export function AnswerText({ text, isLive, lang }: AnswerProps) {
  return (
    <div className="answer" lang={lang}>
      <Suspense fallback={<p className="plain-text">{text}</p>}>
        <DrawnText text={text} isLive={isLive} />
      </Suspense>
    </div>
  );
}

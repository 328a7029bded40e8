import { Suspense, useId, useMemo, useState } from 'react';
import { textLanguage } from '../../language/text-language.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { lazyPart } from '../../shell/lazy-part.tsx';
import { isTooHigh, questionParts, type CodePart } from './question-parts.ts';

interface QuestionProps {
  readonly text: string;
  /** How its words are set. Default: as the question of a turn of its own. */
  readonly className?: string;
}

/** A question as the heading of its turn; a long one is text, not a heading in full, and shows its beginning until more is wanted. */
export function Question({ text, className = 'question' }: QuestionProps) {
  const { t } = useTranslation();
  const textId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const isHigh = useMemo(() => isTooHigh(text), [text]);
  return (
    <>
      <div
        id={textId}
        className={isHigh && !isOpen ? 'question-text folded' : 'question-text'}
        // what the keyboard leads to is shown
        onFocus={({ currentTarget, target }) => isBelow(target, currentTarget) && setIsOpen(true)}
      >
        <QuestionText text={text} className={className} />
      </div>
      {isHigh && (
        <button
          type="button"
          className="text-action question-fold"
          aria-expanded={isOpen}
          aria-controls={textId}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t(isOpen ? 'conversation.turn.fold' : 'conversation.turn.unfold')}
        </button>
      )}
    </>
  );
}

function isBelow(target: Element, frame: Element): boolean {
  return target.getBoundingClientRect().bottom > frame.getBoundingClientRect().bottom;
}

const Code = lazyPart<Omit<CodePart, 'kind'>>(() => import('../markdown/question-code.tsx').then((m) => m.QuestionCode));

/** The first words are the heading; code stands below it in its own box. */
function QuestionText({ text, className }: Required<QuestionProps>) {
  const { t } = useTranslation();
  const parts = useMemo(() => questionParts(text), [text]);
  const isLong = text.length > maxHeadingLength || text.includes('\n\n') || parts.length > 1;
  const name = isLong ? `${className} long` : className;
  const [first] = parts;
  return (
    <>
      {first?.kind !== 'words' && <h2 className="sr">{t('conversation.turn.question')}</h2>}
      {parts.map((part, index) => {
        if (part.kind === 'code')
          return (
            <Suspense
              key={index}
              fallback={
                <pre className="plain-text">
                  <Stretch text={part.text} />
                </pre>
              }
            >
              <Code text={part.text} language={part.language} />
            </Suspense>
          );
        const Words = index === 0 ? 'h2' : 'p';
        return (
          <Words key={index} className={name} lang={textLanguage(text)}>
            <Stretch text={part.text} />
          </Words>
        );
      })}
    </>
  );
}
const maxHeadingLength = 120;
/** More is laid out where it is seen: all of it at once would make the page stand still. In characters. */
const longestAtOnce = 4000;

function Stretch({ text }: { readonly text: string }) {
  const parts = useMemo(() => (text.length > longestAtOnce ? linesInParts(text, longestAtOnce / 2) : []), [text]);
  if (parts.length === 0) return text;
  return parts.map((part, index) => (
    <span key={index} className="question-part" style={{ ['--letters' as string]: part.length }}>
      {part}
    </span>
  ));
}

/** Each part ends with a line, whose ending stays with it. */
function linesInParts(text: string, letters: number): string[] {
  const parts: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start + letters) + 1 || text.length;
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}

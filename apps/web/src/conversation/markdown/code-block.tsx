import { codeLanguageOf, maxCheckedCodeLength, type CodeLanguage } from '@maobi/contract';
import { memo, startTransition, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { CopyButton } from '../turn/copy-button.tsx';
import { CodeCheckLine } from './code-check-line.tsx';
import type { CodePiece } from './highlight-code.ts';

interface CodeBlockProps {
  readonly code: string;
  readonly language: string;
  /** Its fence has closed: it can be coloured and checked. */
  readonly isClosed: boolean;
  /** Whether mistakes in it are looked for. Default: they are. */
  readonly isChecked?: boolean;
  readonly caret: ReactNode;
}

/** A code block in its own scrolling box, coloured and checked once when its fence has closed. */
export const CodeBlock = memo(function CodeBlock({ code, language, isClosed, isChecked = true, caret }: CodeBlockProps) {
  const { t } = useTranslation();
  const lines = useHighlighted(code, language, isClosed);
  const checkedLanguage = isClosed && isChecked ? checkedLanguageOf(language, code) : null;
  return (
    <figure className="code">
      <figcaption>
        <span className="code-language">{language || t('conversation.code')}</span>
        {isClosed ? <CopyButton text={code} label={t('conversation.copyCode')} /> : <span>{t('conversation.codeLater')}</span>}
      </figcaption>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable without a mouse */}
      <pre tabIndex={0}>
        <code>
          {lines ? <ColouredLines lines={lines} /> : <PlainLines code={code} />}
          {caret}
        </code>
      </pre>
      {checkedLanguage && <CodeCheckLine code={code} fenceName={language} language={checkedLanguage} />}
    </figure>
  );
});

function checkedLanguageOf(fenceName: string, code: string): CodeLanguage | null {
  return code.trim() === '' || code.length > maxCheckedCodeLength ? null : codeLanguageOf(fenceName);
}

function ColouredLines({ lines }: { readonly lines: readonly CodePiece[][] }) {
  const parts = useMemo(() => inParts(lines), [lines]);
  return parts.map((part, index) => (
    <CodePart key={index} isLast={index === parts.length - 1}>
      {part.map((line, at) => (
        <Line key={at} pieces={line} isLast={index === parts.length - 1 && at === part.length - 1} />
      ))}
    </CodePart>
  ));
}

function PlainLines({ code }: { readonly code: string }) {
  const parts = inParts(code.split('\n'));
  return parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    return <CodePart key={index} isLast={isLast}>{`${part.join('\n')}${isLast ? '' : '\n'}`}</CodePart>;
  });
}

/** More lines than these are laid out where they are seen: hundreds at once would make the page stand still. */
const linesInPart = 50;

function inParts<T>(lines: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(lines.length / linesInPart) }, (_, index) =>
    lines.slice(index * linesInPart, (index + 1) * linesInPart),
  );
}

/** The last one stays in the line, or the brush behind it would stand below. */
function CodePart({ isLast, children }: { readonly isLast: boolean; readonly children: ReactNode }) {
  if (isLast) return children;
  return (
    <span className="code-part" style={{ ['--lines' as string]: linesInPart }}>
      {children}
    </span>
  );
}

function Line({ pieces, isLast }: { readonly pieces: readonly CodePiece[]; readonly isLast: boolean }) {
  return (
    <>
      {pieces.map(({ text, kind }, index) =>
        kind ? (
          <span key={index} className={`code-${kind}`}>
            {text}
          </span>
        ) : (
          text
        ),
      )}
      {isLast ? null : '\n'}
    </>
  );
}

function useHighlighted(code: string, language: string, isClosed: boolean): readonly CodePiece[][] | null {
  const [lines, setLines] = useState<readonly CodePiece[][] | null>(null);
  useEffect(() => {
    if (!isClosed || !language) return undefined;
    let isGone = false;
    void import('./highlighter.ts')
      .then(({ highlighter }) => highlighter.highlight(code, language))
      .then((highlighted) => {
        // thousands of pieces: between them the page goes on
        if (!isGone) startTransition(() => setLines(highlighted));
      })
      .catch(() => undefined); // plain code is complete, colours are not worth an error
    return () => {
      isGone = true;
    };
  }, [code, language, isClosed]);
  return lines;
}

import { fenceAfter } from '@maobi/contract';

/** A stretch of a question: words as they were typed, or code that stood between fences. */
export type QuestionPart = { readonly kind: 'words'; readonly text: string } | CodePart;

export interface CodePart {
  readonly kind: 'code';
  readonly text: string;
  /** As it was named after the fence; empty: it was not. */
  readonly language: string;
}

const codeFence = /^ {0,3}(?:`{3,}|~{3,})[ \t]*([^`\s]*)/u;

/** Takes the code between fences out of a question; all else stays as it was typed. A fence that nobody closed goes to the end. */
export function questionParts(text: string): QuestionPart[] {
  if (!/^ {0,3}(?:```|~~~)/mu.test(text)) return [{ kind: 'words', text }];
  const parts: QuestionPart[] = [];
  let lines: string[] = [];
  let closing: string | null = null;
  /** `null`: these lines are words. */
  let language: string | null = null;
  const end = () => {
    if (language !== null) parts.push({ kind: 'code', text: lines.join('\n'), language });
    else if (lines.join('').trim() !== '') parts.push({ kind: 'words', text: lines.join('\n').trim() });
    lines = [];
  };
  for (const line of text.split('\n')) {
    const wasClosed = closing === null;
    closing = fenceAfter(line, closing);
    const isFence = language === null ? wasClosed && closing !== null && codeFence.test(line) : closing === null;
    if (!isFence) lines.push(line);
    else {
      end();
      language = language === null ? (codeFence.exec(line)?.[1] ?? '') : null;
    }
  }
  if (language !== null || lines.length > 0) end();
  return parts;
}

const lettersInLine = 36;
const mostLines = 18;

/** Whether a question takes so much room that its beginning is enough until more is wanted. */
export function isTooHigh(text: string): boolean {
  let lines = 0;
  for (const line of text.split('\n', mostLines + 1)) lines += Math.max(1, Math.ceil(line.length / lettersInLine));
  return lines > mostLines;
}

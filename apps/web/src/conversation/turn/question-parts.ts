/** A stretch of a question: words as they were typed, or code that stood between fences. */
export type QuestionPart = { readonly kind: 'words'; readonly text: string } | CodePart;

export interface CodePart {
  readonly kind: 'code';
  readonly text: string;
  /** As it was named after the fence; empty: it was not. */
  readonly language: string;
}

const openingFence = /^ {0,3}(`{3,}|~{3,})[ \t]*([^`\s]*)[^`]*$/u;

/** Takes the code between fences out of a question; all else stays as it was typed. A fence that nobody closed goes to the end. */
export function questionParts(text: string): QuestionPart[] {
  if (!/^ {0,3}(?:```|~~~)/mu.test(text)) return [{ kind: 'words', text }];
  const parts: QuestionPart[] = [];
  let lines: string[] = [];
  let fence: { readonly marks: string; readonly language: string } | null = null;
  const end = () => {
    if (fence) parts.push({ kind: 'code', text: lines.join('\n'), language: fence.language });
    else if (lines.join('').trim() !== '') parts.push({ kind: 'words', text: lines.join('\n').trim() });
    lines = [];
  };
  for (const line of text.split('\n')) {
    if (fence && closes(line, fence.marks)) {
      end();
      fence = null;
      continue;
    }
    const opened: RegExpExecArray | null = fence ? null : openingFence.exec(line);
    if (opened) {
      end();
      fence = { marks: opened[1] ?? '', language: opened[2] ?? '' };
    } else lines.push(line);
  }
  if (fence || lines.length > 0) end();
  return parts;
}

/** The same marks, at least as many, and nothing behind them. */
function closes(line: string, marks: string): boolean {
  const bare = line.trim();
  return bare.length >= marks.length && bare === (marks[0] ?? '').repeat(bare.length) && /^ {0,3}\S/u.test(line);
}

const lettersInLine = 36;
const mostLines = 18;

/** Whether a question takes so much room that its beginning is enough until more is wanted. */
export function isTooHigh(text: string): boolean {
  let lines = 0;
  for (const line of text.split('\n', mostLines + 1)) lines += Math.max(1, Math.ceil(line.length / lettersInLine));
  return lines > mostLines;
}

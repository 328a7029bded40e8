type InputStream = NodeJS.ReadableStream & { readonly isTTY?: boolean };
type OutputStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

export interface TerminalStreams {
  readonly input: InputStream;
  readonly output: OutputStream;
  readonly errors: OutputStream;
}

/** SGR numbers that switch a style on and off. Not `util.styleText`: it looks at this process's own streams. */
const styles = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39] } as const;
type Style = keyof typeof styles;

/** Where a command reads and writes: results on `output`, everything about the work on `errors`. */
export interface Terminal {
  readonly input: InputStream;
  /** Where notes go, for what asks questions there. */
  readonly notesStream: OutputStream;
  /** A person sees the results as they come. */
  readonly isOutputShown: boolean;
  /** A person sees notes and progress as they come. */
  readonly areNotesShown: boolean;
  readonly columns: number;
  /** Result text, as it is. */
  write(text: string): void;
  /** One line of result. */
  line(text?: string): void;
  /** One line about the work. */
  note(text: string): void;
  /** Text on the notes' side without a line end: progress, questions. */
  noteRaw(text: string): void;
  /** For results: colour only where a person sees it. */
  paint(style: Style, text: string): string;
  /** For notes. */
  paintNote(style: Style, text: string): string;
  /** Fires when nobody reads the results any more (`| head`). */
  readonly outputClosed: AbortSignal;
}

/** Colours only on a terminal, and not with `NO_COLOR` (https://no-color.org) or a terminal that has none. */
export function createTerminal({ input, output, errors }: TerminalStreams, environment: NodeJS.ProcessEnv): Terminal {
  const mayPaint = !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
  const isOutputShown = output.isTTY === true;
  const areNotesShown = errors.isTTY === true;
  const closed = new AbortController();
  output.on('error', () => closed.abort());
  errors.on('error', () => undefined); // nobody is left to be told
  const painter = (isOn: boolean) => (style: Style, text: string) =>
    isOn ? `\u001b[${styles[style][0]}m${text}\u001b[${styles[style][1]}m` : text;
  const write = (text: string) => {
    if (!closed.signal.aborted) output.write(text);
  };
  return {
    input,
    notesStream: errors,
    isOutputShown,
    areNotesShown,
    columns: errors.columns || output.columns || 80,
    write,
    line: (text = '') => write(`${text}\n`),
    note: (text) => void errors.write(`${text}\n`),
    noteRaw: (text) => void errors.write(text),
    paint: painter(mayPaint && isOutputShown),
    paintNote: painter(mayPaint && areNotesShown),
    outputClosed: closed.signal,
  };
}

/**
 * Text from a model or a file as a terminal may show it: escape sequences could otherwise move the cursor, change the
 * title or write into the clipboard. Line ends and tabs stay.
 */
export function harmless(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, '');
}

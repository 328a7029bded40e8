import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeText, decodingProblem, type TextEncodingName } from '@maobi/contract';
import { CommandError } from '../terminal/failures.ts';
import { readAll } from '../terminal/read-turns.ts';
import { systemReason } from '../files/system-reason.ts';

/** A text as it was read, and what has to come back when it is written. */
export interface ReadText {
  /** Lines end with `\n`, whatever the file has. */
  readonly text: string;
  /** For people: the path, or "standard input". */
  readonly name: string;
  readonly encoding: TextEncodingName;
  /** The changed text as the file had it: its ends of lines and its byte order mark. Always UTF-8. */
  readonly asInFile: (text: string) => string;
}

const mostBytes = 20_000_000;
const byteOrderMark = '\uFEFF';

/** Reads a text file, or the pipe for `-`; Chinese files of old programs (GBK, GB18030, Big5) too. Throws `CommandError`. */
export async function readText(file: string, input: NodeJS.ReadableStream): Promise<ReadText> {
  if (file === '-') return readTextOf(new TextEncoder().encode(await readAll(input)), 'standard input');
  const filePath = path.resolve(file);
  const bytes = await readFile(filePath).catch((cause: unknown) => {
    throw new CommandError(
      `The file ${filePath} cannot be read: ${systemReason(cause, reasons)}.`,
      'Check the name; "-" in its place reads the pipe.',
      cause,
    );
  });
  if (bytes.length > mostBytes) throw new CommandError(`The file ${filePath} is larger than ${mostBytes / 1e6} MB.`, 'Split it first.');
  return readTextOf(bytes, filePath);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};

function readTextOf(bytes: Uint8Array, name: string): ReadText {
  const { text: found, encoding } = decoded(bytes, name);
  const mark = found.startsWith(byteOrderMark) ? byteOrderMark : '';
  const lineEnd = found.includes('\r\n') ? '\r\n' : '\n';
  return {
    text: found.slice(mark.length).replaceAll('\r\n', '\n'),
    name,
    encoding,
    asInFile: (text) => mark + (lineEnd === '\n' ? text : text.replaceAll('\n', lineEnd)),
  };
}

function decoded(bytes: Uint8Array, name: string): { text: string; encoding: TextEncodingName } {
  const read = decodeText(bytes);
  if (read.kind === 'text') return read;
  const { message, hint } = decodingProblem(read, name);
  throw new CommandError(message, `${hint} Word and PDF files cannot be read here.`);
}

import { createInterface } from 'node:readline/promises';
import { Stopped, UsageError } from '../terminal/failures.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { ArticleFile } from './article-file.ts';

/** Asks before a file is overwritten; refuses where nobody can be asked. Throws `UsageError`, and `Stopped` at Ctrl+C. */
export async function confirmOverwriting(file: ArticleFile, isForced: boolean, terminal: Terminal): Promise<void> {
  if (isForced || !file.exists) return;
  const refusal = new UsageError(`The file ${file.path} exists already.`, 'Choose another name, or overwrite it with --force.');
  if (!terminal.areNotesShown || terminal.input.isTTY !== true) throw refusal;
  const asking = createInterface({ input: terminal.input, output: terminal.notesStream });
  const stopped = new AbortController();
  asking.once('SIGINT', () => stopped.abort(new Stopped('stopped at the question')));
  asking.once('close', () => stopped.abort(refusal));
  try {
    const reply = await asking.question(`${file.path} exists already. Overwrite it? [y/N] `, { signal: stopped.signal });
    if (!/^(y|yes|是)$/i.test(reply.trim())) throw refusal;
  } catch (caught) {
    throw stopped.signal.aborted ? stopped.signal.reason : caught;
  } finally {
    asking.close();
  }
}

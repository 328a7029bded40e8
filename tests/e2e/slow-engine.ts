import type { Run } from '@maobi/contract';
import type { BuiltStudio } from './built-studio.ts';

const sliceMs = 40;
const sliceEveryMs = 400;

/** Lets the engine work only now and then, until disposed of: a small model is done before anybody could look at the queue. */
export function slowDown(studio: BuiltStudio): Disposable {
  const engineProcess = studio.engineProcess();
  const hold = () => process.kill(engineProcess, 'SIGSTOP');
  let holding = setTimeout(hold, 0);
  const slices = setInterval(() => {
    process.kill(engineProcess, 'SIGCONT');
    holding = setTimeout(hold, sliceMs);
  }, sliceEveryMs);
  return {
    [Symbol.dispose]: () => {
      clearInterval(slices);
      clearTimeout(holding);
      process.kill(engineProcess, 'SIGCONT');
    },
  };
}

/** A moment in the middle of writing that lasts as long as a test needs it. */
export interface HeldWriting<Started> {
  readonly started: Started;
  /** What was written by then, at least. */
  readonly text: string;
  readonly engineProcess: number;
  goOn(): void;
}

const lettersWhenHeld = 6;

/**
 * Begins a run, and holds the engine process as soon as it has written a few words: a small model is done before a page can be
 * reloaded. Held for more than ten seconds it would count as hung and be replaced.
 */
export async function holdWriting<Started extends { readonly run: Pick<Run, 'id'> }>(
  studio: BuiltStudio,
  begin: () => Promise<Started>,
): Promise<HeldWriting<Started>> {
  // from before the beginning on: an engine that has not been loaded yet is slowed down when it begins to read
  let slowness = studio.hasEngine ? slowDown(studio) : null;
  const started = await begin();
  let text = '';
  for await (const event of studio.client.streamRun(started.run.id)) {
    if (event.type === 'text') text += event.text;
    if (event.type === 'text' || event.type === 'reading') slowness ??= slowDown(studio);
    if (lettersOf(text).length < lettersWhenHeld && event.type !== 'ended') continue;
    slowness?.[Symbol.dispose]();
    if (event.type === 'ended') throw new Error(`the writing ended before it could be held: ${text}`);
    const engineProcess = studio.engineProcess();
    process.kill(engineProcess, 'SIGSTOP');
    return { started, text, engineProcess, goOn: () => process.kill(engineProcess, 'SIGCONT') };
  }
  throw new Error('the stream ended without an end');
}

export function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}]/gu, '');
}

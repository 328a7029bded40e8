import type { Message, StartedAnswer } from '@maobi/contract';
import type { Page } from 'playwright-core';
import type { BuiltStudio } from './built-studio.ts';

/** A question whose answer the demo model writes at some length. */
const longQuestion = '请写一篇关于“人工智能如何重塑未来教育”的议论文，1200字。';

/** Types a question and sends it as a writer would; resolves when it is kept. */
export async function ask(page: Page, text: string): Promise<StartedAnswer> {
  await page.getByRole('textbox', { name: /Your words to the model|写给模型的话/ }).fill(text);
  const [response] = await Promise.all([
    page.waitForResponse((answer) => answer.url().endsWith('/messages') && answer.request().method() === 'POST'),
    page.keyboard.press('Enter'),
  ]);
  return (await response.json()) as StartedAnswer;
}

/** The letters of the last answer as shown: what is left when Markdown's marks and all spaces are taken away. */
export async function shownLetters(page: Page): Promise<string> {
  return lettersOf((await page.locator('.answer').last().innerText()).trim());
}

/** Presses the key that stops; the answer may have ended just before. */
export async function stopIfWriting(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
}

export function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}]/gu, '');
}

export async function answerOf(studio: BuiltStudio, { answer }: StartedAnswer): Promise<Message> {
  const { messages } = await studio.client.call('getConversation', { params: { id: answer.conversationId } });
  const found = messages.find(({ id }) => id === answer.id);
  if (found === undefined) throw new Error('the answer is not in its conversation');
  return found;
}

/** Waits until the run has ended and returns the answer as it is kept. */
export async function ended(studio: BuiltStudio, started: StartedAnswer): Promise<Message> {
  for await (const event of studio.client.streamRun(started.run.id)) if (event.type === 'ended') break;
  return answerOf(studio, started);
}

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
export interface HeldWriting {
  readonly started: StartedAnswer;
  /** What was written by then, at least. */
  readonly text: string;
  readonly engineProcess: number;
  goOn(): void;
}

/**
 * Asks, and holds the engine process as soon as it has written a few words: a small model is done before a page can be
 * reloaded. Held for more than ten seconds it would count as hung and be replaced.
 */
export async function askAndHold(studio: BuiltStudio, page: Page, question = longQuestion): Promise<HeldWriting> {
  // from before the question on: an engine that has not been loaded yet is slowed down when it begins to read
  let slowness = studio.hasEngine ? slowDown(studio) : null;
  const started = await ask(page, question);
  let text = '';
  for await (const event of studio.client.streamRun(started.run.id)) {
    if (event.type === 'text') text += event.text;
    if (event.type === 'text' || event.type === 'reading') slowness ??= slowDown(studio);
    if (lettersOf(text).length < 6 && event.type !== 'ended') continue;
    slowness?.[Symbol.dispose]();
    if (event.type === 'ended') throw new Error(`the answer ended before it could be held: ${text}`);
    const engineProcess = studio.engineProcess();
    process.kill(engineProcess, 'SIGSTOP');
    return { started, text, engineProcess, goOn: () => process.kill(engineProcess, 'SIGCONT') };
  }
  throw new Error('the stream ended without an end');
}

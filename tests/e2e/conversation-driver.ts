import type { Message, StartedAnswer } from '@maobi/contract';
import type { Page } from 'playwright-core';
import type { BuiltStudio } from './built-studio.ts';
import { holdWriting, lettersOf, type HeldWriting } from './slow-engine.ts';

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

/** Asks, and holds the engine as soon as it has written a few words. */
export function askAndHold(studio: BuiltStudio, page: Page, question = longQuestion): Promise<HeldWriting<StartedAnswer>> {
  return holdWriting(studio, () => ask(page, question));
}

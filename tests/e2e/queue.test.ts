import type { QueueEntry, RunOptions, StartedAnswer } from '@maobi/contract';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { axeViolations } from './axe-violations.ts';
import type { BuiltStudio } from './built-studio.ts';
import { answerOf, ask, ended, stopIfWriting } from './conversation-driver.ts';
import { openStudio, type OpenStudio } from './open-studio.ts';
import { slowDown } from './slow-engine.ts';

const essay = '请写一篇关于“人工智能如何重塑未来教育”的议论文，1200字。';

/** A question in a conversation of its own. */
interface Asked {
  readonly text?: string;
  readonly title?: string;
  readonly options?: RunOptions;
}

describe('the queue', () => {
  let opened: OpenStudio;
  let studio: BuiltStudio;
  let page: Page;

  beforeAll(async () => {
    opened = await openStudio();
    ({ studio, page } = opened);
    await page.getByRole('link', { name: 'Just ask' }).click();
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  const queue = () => studio.client.call('listQueue', {});
  const statesOf = (entries: readonly QueueEntry[]) => entries.map(({ title, owner, state }) => [title || owner, state]);
  const askOfClient = async ({ text = essay, title = '', options = {} }: Asked): Promise<StartedAnswer> => {
    const [id, question, answerId, runId] = [uuidV7(), uuidV7(), uuidV7(), uuidV7()];
    await studio.client.call('createConversation', { body: { id, title } });
    const body = { id: question, parentId: null, text, answerId, runId, options };
    return studio.client.call('sendMessage', { params: { id }, body });
  };

  /** Takes the places that there are beside the answer at work, as many as pay on this machine; what comes next waits. */
  const fillPlaces = async (): Promise<string[]> => {
    const titles: string[] = [];
    for (;;) {
      const title = `Beside ${titles.length + 1}`;
      await askOfClient({ title });
      const entryOf = async () => (await queue()).find((entry) => entry.title === title);
      await expect.poll(entryOf).toBeDefined();
      const entry = await entryOf();
      if (entry?.state !== 'waiting') titles.push(title);
      else {
        await studio.client.call('stopQueued', { params: { id: entry.runId }, body: {} });
        return titles;
      }
    }
  };

  it('shows a program resting for the writer; what waits is moved and stopped, and Esc stops nothing', async () => {
    const completion = studio.complete(essay, 'notes');
    await expect.poll(async () => statesOf(await queue())).toEqual([['notes', 'writing']]);
    using slowness = slowDown(studio);
    const started = await ask(page, essay);
    await expect.poll(async () => (await queue()).at(-1)?.state).toBe('paused');
    const beside = await fillPlaces();
    await askOfClient({ title: 'Second' });
    await askOfClient({ title: 'Third' });

    await page.getByRole('button', { name: /2 waiting|3 waiting/ }).click();
    const panel = page.getByRole('dialog', { name: 'At work and waiting' });
    await expect.poll(() => titlesIn(panel)).toEqual([essay, ...beside, 'Second', 'Third', 'Program: notes']);
    await panel.getByText('Resting for something urgent').waitFor();

    expect(await axeViolations(page)).toEqual([]);

    await panel.getByRole('button', { name: 'Earlier: Third' }).press('Enter');
    await expect.poll(() => titlesIn(panel)).toEqual([essay, ...beside, 'Third', 'Second', 'Program: notes']);
    expect((await queue()).map(({ title }) => title)).toEqual([essay, ...beside, 'Third', 'Second', '']);
    await panel.getByRole('button', { name: 'Stop: Second' }).click();
    await panel.getByRole('button', { name: 'Stop: Third' }).click();
    await expect.poll(() => titlesIn(panel)).toEqual([essay, ...beside, 'Program: notes']);
    for (const { title, runId } of await queue())
      if (beside.includes(title)) await studio.client.call('stopQueued', { params: { id: runId }, body: {} });

    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect((await answerOf(studio, started)).run?.endedAt).toBeNull();
    await page.keyboard.press('Escape');
    slowness[Symbol.dispose]();
    expect((await ended(studio, started)).run?.state).toBe('stopped');
    expect((await completion).length).toBeGreaterThan(0);
    await expect.poll(queue).toEqual([]);
  });

  it('shows in its turn that an answer rests, and lets it go on by itself', async () => {
    using slowness = slowDown(studio);
    const started = await askOfClient({ options: { urgency: 'job', maxTokens: 1200 } });
    await expect.poll(async () => (await queue())[0]?.state).toBe('writing');
    await page.goto(`${studio.url}/c/${started.answer.conversationId}`);
    const urgent = await askOfClient({ title: 'Urgent', options: { maxTokens: 200 } });
    await page.getByText('Resting while something urgent is written').waitFor();

    slowness[Symbol.dispose]();
    expect(['done', 'length']).toContain((await ended(studio, urgent)).run?.state);
    await page.getByText('Resting while something urgent is written').waitFor({ state: 'detached' });
    expect(['done', 'length']).toContain((await ended(studio, started)).run?.state);
  });

  it('says after a restart that a conversation was kept', async () => {
    const text = `${'春天的早晨，我们在古老的图书馆里读书、写字，也谈论人工智能。'.repeat(12)}请接着写两句。`;
    const first = await askOfClient({ text, options: { maxTokens: 20 } });
    await ended(studio, first);
    await studio.endServer('SIGTERM');
    await studio.startServer();
    await page.goto(`${studio.url}/c/${first.answer.conversationId}`);
    const second = await ask(page, '再写一句。');
    await expect.poll(async () => (await answerOf(studio, second)).text).not.toBe('');
    await stopIfWriting(page);
    const { run } = await ended(studio, second);
    const { promptTokens = 0, cachedTokens = 0 } = run?.usage ?? {};
    const percent = Math.floor((cachedTokens / promptTokens) * 100);
    expect(percent).toBeGreaterThan(80);
    await page.getByText(`${percent}% kept`).waitFor();
  });
});

function titlesIn(panel: Locator): Promise<string[]> {
  return panel.locator('.queue-title').allInnerTexts();
}

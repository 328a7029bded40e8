import { collectRun, createScriptedEngine, askStudio, nextId, studiosOfTests, untilText } from '@maobi/testkit';
import { expect, it } from 'vitest';
import type { Prompt } from '../ports/engine.ts';

const openStudio = studiosOfTests();
const never = new AbortController().signal;

async function answered() {
  const engine = createScriptedEngine();
  const received: Prompt[] = [];
  const generate = engine.generate.bind(engine);
  engine.generate = (request, ...rest) => {
    received.push(request.prompt);
    return generate(request, ...rest);
  };
  const studio = await openStudio({ engine });
  const { conversationId, input, started } = await askStudio(studio, '写一句话。');
  const { text } = await collectRun(studio.runs.stream(started.run.id, 0, never));
  return { studio, conversationId, input, text, received };
}

it('G31 an answer changed by hand stands beside what the model wrote, and the next prompt holds it letter by letter', async () => {
  const { studio, conversationId, input, text, received } = await answered();
  const mine = { id: nextId(), text: '  雾里有桥。\n\n- 一\n' };
  const edited = await studio.conversations.editAnswer(input.answerId, mine);
  expect(edited).toMatchObject({ ...mine, parentId: input.id, role: 'assistant', run: null, lastSeq: 0 });
  const { messages, activeLeafId } = await studio.conversations.get(conversationId);
  expect(messages.map((message) => [message.id, message.text])).toEqual([
    [input.id, input.text],
    [input.answerId, text],
    [mine.id, mine.text],
  ]);
  expect(activeLeafId).toBe(mine.id);
  const next = await askStudio(studio, '再写一句。', { conversationId, parentId: mine.id });
  await collectRun(studio.runs.stream(next.started.run.id, 0, never));
  const prompt = received.at(-1);
  expect(prompt?.kind === 'messages' ? prompt.messages.slice(1) : []).toEqual([
    { role: 'user', text: input.text },
    { role: 'assistant', text: mine.text },
    { role: 'user', text: '再写一句。' },
  ]);
});

it('G31 a change that is sent again is kept once, and what was changed can be changed again', async () => {
  const { studio, conversationId, input } = await answered();
  const first = { id: nextId(), text: '雾里有桥。' };
  const edited = await studio.conversations.editAnswer(input.answerId, first);
  expect(await studio.conversations.editAnswer(input.answerId, first)).toEqual(edited);
  const second = { id: nextId(), text: '雾里没有桥。' };
  await studio.conversations.editAnswer(first.id, second);
  const { messages } = await studio.conversations.get(conversationId);
  expect(messages.map(({ id, parentId }) => [id, parentId]).slice(1)).toEqual([
    [input.answerId, input.id],
    [first.id, input.id],
    [second.id, input.id],
  ]);
});

it('G31 neither a question is changed by this, nor an answer that is still being written, nor anything in the bin', async () => {
  const studio = await openStudio({ engine: createScriptedEngine({ scenario: 'endless', writeTokensPerSecond: 900 }) });
  const { conversationId, input, started } = await askStudio(studio, '写下去。');
  await untilText(studio.runs.stream(started.run.id, 0, never));
  const change = (messageId: string) => studio.conversations.editAnswer(messageId, { id: nextId(), text: '别的。' });
  await expect(change(input.answerId)).rejects.toMatchObject({ code: 'conflict', message: 'The answer is still being written.' });
  await expect(change(input.id)).rejects.toMatchObject({ code: 'invalid-request' });
  await expect(change(nextId())).rejects.toMatchObject({ code: 'not-found' });
  await studio.conversations.bin(conversationId);
  await expect(change(input.answerId)).rejects.toMatchObject({ code: 'conflict', message: 'The conversation lies in the bin.' });
  expect((await studio.conversations.get(conversationId)).messages).toHaveLength(2);
});

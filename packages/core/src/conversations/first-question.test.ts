import { createScriptedEngine, collectRun, documentWith, nextId, studiosOfTests } from '@maobi/testkit';
import { expect, it } from 'vitest';
import { StudioError } from '../errors.ts';

const openStudio = studiosOfTests();
const never = new AbortController().signal;
const question = () => ({ id: nextId(), answerId: nextId(), runId: nextId(), parentId: null, text: '写一句话。', conversation: {} });

it('G33 a first question makes its conversation, once', async () => {
  const studio = await openStudio({ engine: createScriptedEngine() });
  const [id, input] = [nextId(), question()];
  const started = await studio.conversations.send(id, input);
  expect(await studio.conversations.send(id, input)).toMatchObject({ run: { id: started.run.id } });
  await collectRun(studio.runs.stream(started.run.id, 0, never));
  const { messages } = await studio.conversations.get(id);
  expect(messages.map((message) => message.id)).toEqual([input.id, input.answerId]);
});

it('G33 C1 a first question about a section of a document makes its conversation, and brings the section along', async () => {
  const studio = await openStudio({ engine: createScriptedEngine() });
  const document = await documentWith(studio, ['引言', '蜂箱']);
  const sectionIds = document.sections.slice(1).map((section) => section.id);
  const about = { conversation: { documentId: document.id }, context: { sectionIds } };
  const { user, run } = await studio.conversations.send(nextId(), { ...question(), ...about });
  await collectRun(studio.runs.stream(run.id, 0, never));
  expect(user?.context?.map(({ kind, sectionId }) => [kind, sectionId])).toEqual([
    ['outline', null],
    ['section', sectionIds[0]],
  ]);
});

it('G33 one that is refused leaves no conversation behind', async () => {
  const studio = await openStudio({ engine: createScriptedEngine() });
  const id = nextId();
  await expect(studio.conversations.send(id, { ...question(), options: { model: 'no-such-model' } })).rejects.toBeInstanceOf(StudioError);
  await expect(studio.conversations.get(id)).rejects.toMatchObject({ code: 'not-found' });
});

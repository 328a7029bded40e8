import type { DocumentDetail } from '@maobi/contract';
import { collectRun, createMemoryStore, createScriptedEngine, documentWith, nextId, studiosOfTests, untilText } from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import type { Prompt } from '../ports/engine.ts';

const openStudio = studiosOfTests();
const never = new AbortController().signal;

async function askedStudio() {
  const engine = createScriptedEngine();
  const received: Prompt[] = [];
  const generate = engine.generate.bind(engine);
  engine.generate = (request, ...rest) => {
    received.push(request.prompt);
    return generate(request, ...rest);
  };
  const studio = await openStudio({ engine });
  const document = await documentWith(studio, ['引言', '蜂箱']);
  const conversationId = nextId();
  await studio.conversations.create({ id: conversationId, documentId: document.id });
  const write = async (index: number, text: string) => {
    const { sections } = await studio.documents.get(document.id);
    const section = sections[index];
    await studio.documents.addVersion(section?.id ?? '', { id: nextId(), baseId: section?.version?.id ?? null, source: 'user', text });
  };
  const ask = async (text: string, sectionIds: string[], passage?: { sectionId: string; text: string }) => {
    const { activeLeafId } = await studio.conversations.get(conversationId);
    const ids = { id: nextId(), answerId: nextId(), runId: nextId() };
    const context = { sectionIds, ...(passage ? { passage } : {}) };
    const { user } = await studio.conversations.send(conversationId, { ...ids, parentId: activeLeafId, text, context });
    const { end } = await collectRun(studio.runs.stream(ids.runId, 0, never));
    return { context: user?.context ?? [], usage: end.run.usage };
  };
  return { studio, document, conversationId, write, ask, received };
}

const idAt = ({ sections }: DocumentDetail, index: number) => sections[index]?.id ?? '';

describe('a question about a document', () => {
  it('C1 brings along the outline and the section it is about, and not the others', async () => {
    const { document, write, ask, received } = await askedStudio();
    await write(0, '引言的正文。');
    await write(1, '蜂箱的正文。');
    const { context } = await ask('结尾好不好？', [idAt(document, 1)]);
    expect(context.map(({ kind, number, text }) => [kind, number, text])).toEqual([
      ['outline', null, '文稿“城市养蜂人”的提纲：\n1. 引言（约100字）\n2. 蜂箱（约100字）'],
      ['section', 2, '第2节“蜂箱”的正文：\n蜂箱的正文。'],
    ]);
    const prompt = received[0]?.kind === 'messages' ? received[0].messages : [];
    expect(prompt.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(prompt[1]?.text).toBe(`${context.map(({ text }) => text).join('\n\n')}\n\n结尾好不好？`);
  });

  it('C2 gives nothing twice, and what was changed since behind what was read: each prompt begins with the one before', async () => {
    const { document, write, ask, received } = await askedStudio();
    await write(1, '蜂箱的正文。');
    await ask('结尾好不好？', [idAt(document, 1)]);
    const again = await ask('开头呢？', [idAt(document, 1)]);
    const named = { kind: 'section', sectionId: idAt(document, 1), number: 2, text: '' };
    expect(again.context).toEqual([named]);
    expect(again.usage?.cachedTokens ?? 0).toBeGreaterThan((again.usage?.promptTokens ?? 0) * 0.8);
    await write(1, '蜂箱的新正文。');
    const changed = await ask('现在呢？', [idAt(document, 1)]);
    expect(changed.context.map(({ text }) => text)).toEqual(['第2节“蜂箱”改过了，现在的正文：\n蜂箱的新正文。']);
    expect((await ask('这次呢？', [idAt(document, 1)])).context).toEqual([named]);
    const prompts = received.map((prompt) => (prompt.kind === 'messages' ? prompt.messages : []));
    for (const [index, prompt] of prompts.entries()) expect(prompts[index + 1]?.slice(0, prompt.length) ?? prompt).toEqual(prompt);
  });

  it('C1 can be about a passage alone', async () => {
    const { document, write, ask } = await askedStudio();
    await write(0, '引言的正文。还有一句。');
    const { context } = await ask('这句通吗？', [], { sectionId: idAt(document, 0), text: '还有一句。' });
    expect(context.map(({ kind, text }) => [kind, text])).toEqual([
      ['outline', expect.any(String)],
      ['passage', '第1节“引言”里选中的一段：\n还有一句。'],
    ]);
  });

  it('C1 names the passage that it is about also where that was read before, and a section where nothing is written', async () => {
    const { document, write, ask, received } = await askedStudio();
    await write(0, '引言的正文。还有一句。');
    const passage = { sectionId: idAt(document, 0), text: '还有一句。' };
    await ask('这句通吗？', [], passage);
    expect((await ask('短一点呢？', [], passage)).context).toEqual([
      { kind: 'passage', sectionId: idAt(document, 0), number: 1, text: '' },
    ]);
    expect((await ask('开头怎么写？', [idAt(document, 1)])).context).toEqual([
      { kind: 'section', sectionId: idAt(document, 1), number: 2, text: '' },
    ]);
    const last = received.at(-1);
    expect(last?.kind === 'messages' && last.messages.at(-1)?.text).toBe('开头怎么写？');
  });

  it('is listed in its document only, and refused a context where there is no document', async () => {
    const { studio, document, conversationId, ask } = await askedStudio();
    await ask('题目好吗？', []);
    expect((await studio.conversations.list({})).total).toBe(0);
    expect((await studio.conversations.list({ documentId: document.id })).conversations.map(({ id }) => id)).toEqual([conversationId]);
    const free = nextId();
    await studio.conversations.create({ id: free });
    const question = { id: nextId(), parentId: null, text: '？', answerId: nextId(), runId: nextId(), context: { sectionIds: [] } };
    await expect(studio.conversations.send(free, question)).rejects.toMatchObject({ code: 'invalid-request' });
  });
});

describe('a document in the bin', () => {
  async function answering() {
    const store = createMemoryStore();
    const studio = await openStudio({ store, engine: createScriptedEngine({ writeTokensPerSecond: 20 }) });
    const { id: documentId } = await documentWith(studio, ['引言']);
    const conversationId = nextId();
    await studio.conversations.create({ id: conversationId, documentId });
    const ids = { id: nextId(), answerId: nextId(), runId: nextId() };
    await studio.conversations.send(conversationId, { ...ids, parentId: null, text: '这一节怎么样？' });
    await untilText(studio.runs.stream(ids.runId, 0, never));
    return { store, studio, documentId, conversationId, ids };
  }

  it('C4 takes no questions until it is restored; the answer that was being written stops and is kept', async () => {
    const { studio, documentId, conversationId, ids } = await answering();
    await studio.documents.bin(documentId);
    expect(await studio.runs.get(ids.runId)).toMatchObject({ state: 'stopped' });
    const conflict = { code: 'conflict', message: 'The document lies in the bin.' };
    const next = { id: nextId(), parentId: ids.answerId, text: '结尾呢？', answerId: nextId(), runId: nextId() };
    await expect(studio.conversations.send(conversationId, next)).rejects.toMatchObject(conflict);
    const again = { parentId: ids.id, answerId: nextId(), runId: nextId() };
    await expect(studio.conversations.regenerate(conversationId, again)).rejects.toMatchObject(conflict);
    await expect(studio.conversations.continueMessage(ids.answerId, { runId: nextId() })).rejects.toMatchObject(conflict);
    const { messages } = await studio.conversations.get(conversationId);
    expect(messages.map(({ id }) => id)).toEqual([ids.id, ids.answerId]);
    expect(messages[1]?.text).not.toBe('');
    await studio.documents.restore(documentId);
    await expect(studio.conversations.send(conversationId, next)).resolves.toMatchObject({ run: { id: next.runId } });
  });

  it('H53 that is deleted for good ends an answer that began in the moment of binning', async () => {
    const { store, studio, documentId, conversationId } = await answering();
    await store.documents.bin(documentId, '2026-11-01T00:00:00.000Z');
    await studio.documents.delete(documentId);
    expect(await studio.runs.queue()).toEqual([]);
    await expect(studio.conversations.get(conversationId)).rejects.toMatchObject({ code: 'not-found' });
  });
});

import type { DocumentDetail } from '@maobi/contract';
import { createScriptedEngine, documentWith, nextId, studiosOfTests, untilJobRests } from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import type { Prompt } from '../ports/engine.ts';

const openStudio = studiosOfTests();

/** A studio that remembers every prompt its engine received. */
async function listeningStudio() {
  const engine = createScriptedEngine();
  const received: Prompt[] = [];
  const generate = engine.generate.bind(engine);
  engine.generate = (request, ...rest) => {
    received.push(request.prompt);
    return generate(request, ...rest);
  };
  return { studio: await openStudio({ engine }), received };
}

const idAt = ({ sections }: DocumentDetail, index: number) => sections[index]?.id ?? '';

describe('the next prompt of a section (P6)', () => {
  it('is what the engine then gets, word for word, with the edits of the writer', async () => {
    const { studio, received } = await listeningStudio();
    const document = await documentWith(studio, ['引言', '蜂箱', '结语'], 120);
    await studio.jobs.start(document.id, { id: nextId(), sectionIds: [idAt(document, 0)] });
    const written = await untilJobRests(studio, document.id);
    const baseId = written.sections[0]?.version?.id ?? null;
    await studio.documents.addVersion(idAt(document, 0), { id: nextId(), baseId, source: 'user', text: '手写的引言。' });
    const { messages, action } = await studio.documents.nextPrompt(idAt(document, 1));
    received.length = 0;
    await studio.jobs.start(document.id, { id: nextId(), sectionIds: [idAt(document, 1)] });
    await untilJobRests(studio, document.id);
    expect(action).toBe('draft');
    expect(received[0]).toEqual({ kind: 'messages', messages });
    expect(messages.some(({ text }) => text === '手写的引言。')).toBe(true);
  });

  it('goes on where a section broke off, asks for a paragraph where it is short, and begins anew where it is done', async () => {
    const { studio, received } = await listeningStudio();
    const document = await documentWith(studio, ['引言 [[scenario:short]]', '蜂箱'], 200);
    const { revision, sections } = document;
    await studio.jobs.start(document.id, { id: nextId(), sectionIds: [idAt(document, 0)] });
    await untilJobRests(studio, document.id);
    const extended = received.at(-1);
    const anew = await studio.documents.nextPrompt(idAt(document, 0));
    expect(anew.messages.at(-1)).toMatchObject({ role: 'user', text: expect.stringContaining('写第1节') });
    expect(extended).toMatchObject({ messages: expect.arrayContaining([{ role: 'user', text: '这一节偏短，请再补一段。' }]) });
    expect([revision, sections.length]).toEqual([2, 2]);
  });

  it('tells its tokens, and what of them is held, once a model is loaded', async () => {
    const { studio } = await listeningStudio();
    const document = await documentWith(studio, ['引言', '蜂箱'], 120);
    expect(await studio.documents.nextPrompt(idAt(document, 1))).toMatchObject({ tokens: null, heldTokens: null, readingMs: null });
    await studio.jobs.start(document.id, { id: nextId(), sectionIds: [idAt(document, 0)] });
    await untilJobRests(studio, document.id);
    const { tokens, heldTokens } = await studio.documents.nextPrompt(idAt(document, 1));
    expect(heldTokens).toBeGreaterThan(100);
    expect(tokens).toBeGreaterThan(heldTokens ?? 0);
    expect((tokens ?? 0) - (heldTokens ?? 0)).toBeLessThan(60);
  });
});

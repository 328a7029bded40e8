import type { DocumentDetail, OutlineRow } from '@maobi/contract';
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

  it.each([
    ['added at the end', (rows: OutlineRow[], added: OutlineRow) => [...rows, added]],
    ['put before the last', (rows: OutlineRow[], added: OutlineRow) => rows.toSpliced(2, 0, added)],
  ])('reads nothing again that stands before a section that is %s (P2)', async (_case, change) => {
    const { studio } = await listeningStudio();
    const { id } = await documentWith(studio, ['引言', '蜂箱', '结语'], 120);
    await studio.jobs.start(id, { id: nextId() });
    const { revision, sections } = await untilJobRests(studio, id);
    const rows = sections.map(({ id: rowId, heading, points, target, isLocked }) => ({ id: rowId, heading, points, target, isLocked }));
    const added = { id: nextId(), heading: '蜂蜜', points: ['收成'], target: 120, isLocked: false };
    await studio.documents.replaceOutline(id, { revision, sections: change(rows, added) });
    const { tokens, heldTokens, messages } = await studio.documents.nextPrompt(added.id);
    expect(messages.at(-3)?.text).toContain('蜂蜜');
    expect(heldTokens).toBeGreaterThan(300);
    expect((tokens ?? 0) - (heldTokens ?? 0)).toBeLessThan(120);
  });

  it('begins with the new outline where nothing is written in front of the change (P2)', async () => {
    const { studio } = await listeningStudio();
    const { id } = await documentWith(studio, ['引言', '结语'], 120);
    await studio.jobs.start(id, { id: nextId(), sectionIds: [] });
    const { revision, sections } = await untilJobRests(studio, id);
    const added = { id: nextId(), heading: '蜂蜜', points: [], target: 120, isLocked: false };
    const rows = sections.map(({ id: rowId, heading, points, target, isLocked }) => ({ id: rowId, heading, points, target, isLocked }));
    await studio.documents.replaceOutline(id, { revision, sections: [...rows, added] });
    const { messages } = await studio.documents.nextPrompt(added.id);
    expect(messages[1]?.text).toContain('3. 蜂蜜');
    expect(messages.map(({ text }) => text).join()).not.toContain('提纲从');
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

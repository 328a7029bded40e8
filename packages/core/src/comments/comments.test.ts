import { documentMarkdown, type StudioEvent } from '@maobi/contract';
import { documentWith, nextId, studiosOfTests } from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import type { Studio } from '../studio.ts';

const openStudio = studiosOfTests();
const remark = { quote: '有耐心', before: '书', after: '。', text: '这里记得换个词' };

/** A document with one written section, and a comment on its words. */
async function commented(studio: Studio) {
  const { id, sections } = await documentWith(studio, ['甲', '乙']);
  const sectionId = sections[0]!.id;
  const document = await studio.documents.addVersion(sectionId, { id: nextId(), baseId: null, source: 'user', text: '书有耐心。' });
  const comment = await studio.comments.add(sectionId, { id: nextId(), ...remark });
  return { id, document, sectionId, nextSectionId: sections[1]!.id, comment };
}

describe('comments', () => {
  it('W40: reach no prompt, no count and no export', async () => {
    const studio = await openStudio();
    const { id, document, nextSectionId } = await commented(studio);
    const after = await studio.documents.get(id);
    expect(after).toEqual(document);
    expect(documentMarkdown(after, after.sections)).not.toContain(remark.text);
    const { messages } = await studio.documents.nextPrompt(nextSectionId);
    expect(JSON.stringify(messages)).toContain('书有耐心');
    expect(JSON.stringify(messages)).not.toContain(remark.text);
  });

  it('W44: tell every page when one is new, changed, removed or back', async () => {
    const studio = await openStudio();
    const { id, comment, sectionId } = await commented(studio);
    const watched = new AbortController();
    const events = studio.events(watched.signal)[Symbol.asyncIterator]();
    const changes = [
      () => studio.comments.add(sectionId, { id: nextId(), ...remark }),
      () => studio.comments.update(comment.id, { revision: 1, isResolved: true }),
      () => studio.comments.remove(comment.id),
      () => studio.comments.restore(comment.id),
    ];
    for (const change of changes) {
      const told = events.next();
      await change();
      expect(await told).toEqual({ done: false, value: { type: 'comments', documentId: id } satisfies StudioEvent });
    }
    expect(await studio.comments.list(id)).toHaveLength(2);
    watched.abort();
  });

  it('W45: are left as they are while their document lies in the bin', async () => {
    const studio = await openStudio();
    const { id, comment, sectionId } = await commented(studio);
    await studio.documents.bin(id);
    const refused = [
      studio.comments.add(sectionId, { id: nextId(), ...remark }),
      studio.comments.update(comment.id, { revision: 1, isResolved: true }),
      studio.comments.remove(comment.id),
      studio.comments.restore(comment.id),
    ];
    for (const call of await Promise.allSettled(refused)) expect(call).toMatchObject({ status: 'rejected', reason: { code: 'conflict' } });
    expect(await studio.comments.list(id)).toEqual([comment]);
    await expect(studio.comments.list(nextId())).rejects.toMatchObject({ code: 'not-found' });
  });
});

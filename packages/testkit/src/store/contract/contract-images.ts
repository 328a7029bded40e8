import { describe, expect, it } from 'vitest';
import type { StoreMaker } from './contract-subject.ts';
import { brief, documentSubject } from './document-subject.ts';

const nameOf = (letter: string) => `${letter.repeat(32)}-4x3.png`;
const bytes = new Uint8Array([1, 2, 3]);
const markdown = (name: string) => `看图：![图](/api/images/${name})`;
const later = '2026-12-01T00:00:00.000Z';

/** Images that texts refer to. */
export function imagesContract(makeStore: StoreMaker): void {
  describe('images', () => {
    const subject = documentSubject(makeStore);
    const removed = () => subject().store.images.removeUnnamed({ putBefore: later, now: later });

    it('W23 are kept once each, and are there as they came', async () => {
      const { store, now } = subject();
      expect(await store.images.read(nameOf('a'))).toBeNull();
      for (let time = 0; time < 2; time += 1) await store.images.put({ name: nameOf('a'), bytes, now: now() });
      expect(await store.images.read(nameOf('a'))).toEqual(bytes);
    });

    it('W26 are removed only when nothing names them that was ever written', async () => {
      const { store, now, outlined, byHand, document, conversation, question } = subject();
      for (const letter of 'abcdef') await store.images.put({ name: nameOf(letter), bytes, now: now() });
      const { document: written, sections } = await outlined('一', '二');
      const first = await byHand(sections[0]!.id, markdown(nameOf('a')));
      await byHand(sections[0]!.id, 'without', first.id);
      await byHand(sections[1]!.id, markdown(nameOf('b')));
      await store.documents.bin(written.id, now());
      const briefed = await document();
      const notes = { ...brief, notes: markdown(nameOf('c')) };
      await store.documents.update(briefed.id, { revision: briefed.revision, brief: notes, now: now() });
      await question((await conversation()).id, markdown(nameOf('d')));
      expect((await removed()).toSorted()).toEqual([nameOf('e'), nameOf('f')]);
      expect(await store.images.read(nameOf('a'))).toEqual(bytes);

      await store.documents.delete(written.id);
      expect((await removed()).toSorted()).toEqual([nameOf('a'), nameOf('b')]);
    });

    it('W26 stay for a while although nothing names them yet', async () => {
      const { store } = subject();
      await store.images.put({ name: nameOf('a'), bytes, now: '2026-12-01T00:00:00.000Z' });
      expect(await removed()).toEqual([]);
      await store.images.put({ name: nameOf('b'), bytes, now: '2026-11-30T00:00:00.000Z' });
      expect(await removed()).toEqual([nameOf('b')]);
      // put in once more, it is as new
      await store.images.put({ name: nameOf('a'), bytes, now: '2026-11-30T00:00:00.000Z' });
      await store.images.put({ name: nameOf('a'), bytes, now: later });
      expect(await removed()).toEqual([]);
    });
  });
}

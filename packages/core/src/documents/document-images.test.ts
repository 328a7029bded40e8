import { imagesIn } from '@maobi/contract';
import { createMemoryStore, createTestClock, documentWith, studiosOfTests, testId } from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import { withImageFiles } from '../images/exported-images.ts';
import { tidyAfterMs } from '../images/image-service.ts';
import type { Store } from '../ports/store.ts';

const inText = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const dayMs = 24 * 60 * 60 * 1000;
const unnamed = `${'c'.repeat(32)}-2x2.png`;

/** Reads behind whatever was asked of the images before. */
async function tidied({ images }: Store): Promise<void> {
  await images.read(unnamed);
}

describe('a document with images', () => {
  const open = studiosOfTests();

  it('W24: keeps what comes with its bytes as a file', async () => {
    const studio = await open();
    const { sections } = await documentWith(studio, ['图']);
    const version = { id: testId(800), baseId: null, source: 'user', text: `![图](${inText})` } as const;
    const kept = await studio.documents.addVersion(sections[0]!.id, version);
    const [image] = imagesIn(kept.sections[0]?.version?.text ?? '');
    expect(kept.sections[0]?.version?.text).toBe(`![图](${image?.address})`);
    expect(await studio.images.read(image?.name ?? '')).not.toHaveLength(0);
  });

  it('W26: takes them with it when it is deleted for good, as far as no other text names them', async () => {
    const clock = createTestClock('2026-03-01T08:00:00.000Z');
    const store = createMemoryStore();
    const studio = await open({ store, surroundings: clock.surroundings });
    const documents = [await documentWith(studio, ['一']), await documentWith(studio, ['二'])];
    for (const [index, { sections }] of documents.entries()) {
      const version = { id: testId(800 + index), baseId: null, source: 'user', text: `![图](${inText})` } as const;
      await studio.documents.addVersion(sections[0]!.id, version);
    }
    const name = imagesIn((await studio.documents.get(documents[0]!.id)).sections[0]?.version?.text ?? '')[0]?.name ?? '';
    clock.advance(dayMs + 1000);
    for (const { id } of documents) {
      await studio.documents.bin(id);
      await studio.documents.delete(id);
      expect(await store.images.read(name)).not.toBeNull();
      clock.advance(tidyAfterMs);
      await tidied(store);
    }
    expect(await store.images.read(name)).toBeNull();
  });

  it('W26: is deleted at once; what its images are looked for in all texts for is done later, after the next start where the studio ends before', async () => {
    const clock = createTestClock('2026-03-01T08:00:00.000Z');
    const store = createMemoryStore();
    await store.images.put({ name: unnamed, bytes: new Uint8Array([1]), now: clock.surroundings.now() });
    clock.advance(dayMs + 1000);
    const first = await open({ store, surroundings: clock.surroundings });
    const { id } = await documentWith(first, ['一']);
    await first.documents.bin(id);
    await first.documents.delete(id);
    await first[Symbol.asyncDispose]();
    clock.advance(tidyAfterMs);
    await tidied(store);
    expect(await store.images.read(unnamed)).not.toBeNull();

    await open({ store, surroundings: clock.surroundings });
    clock.advance(tidyAfterMs);
    await tidied(store);
    expect(await store.images.read(unnamed)).toBeNull();
  });

  it('W27: leaves with each image once, and with addresses that lead to it', async () => {
    const [name, gone] = [`${'a'.repeat(32)}-2x2.png`, `${'b'.repeat(32)}-2x2.png`];
    const text = `![一](/api/images/${name}) ![二](/api/images/${name}) ![没了](/api/images/${gone})`;
    const studio = ['http://127.0.0.1:4900', 'https://[::1]:80'].map((origin) => `![四](${origin}/api/images/${name})`).join(' ');
    const read = async (wanted: string) => (wanted === name ? new Uint8Array([1]) : null);
    const texts = [
      { name: '001.md', content: text },
      { name: '002.md', content: `![三](/api/images/${name})` },
      { name: '003.md', content: `${studio} ![没了](http://localhost/api/images/${gone})` },
    ];
    expect(await withImageFiles(texts, read)).toEqual([
      { name: '001.md', content: `![一](images/${name}) ![二](images/${name}) ![没了](/api/images/${gone})` },
      { name: '002.md', content: `![三](images/${name})` },
      { name: '003.md', content: `![四](images/${name}) ![四](images/${name}) ![没了](http://localhost/api/images/${gone})` },
      { name: `images/${name}`, content: new Uint8Array([1]) },
    ]);
  });
});

import { imagesIn } from '@maobi/contract';
import type { ImageStore } from '@maobi/core';
import type { MemoryState } from './memory-state.ts';

export class MemoryImages implements ImageStore {
  readonly #state: MemoryState;
  readonly #images = new Map<string, { bytes: Uint8Array; putAt: string }>();

  constructor(state: MemoryState) {
    this.#state = state;
  }

  async put({ name, bytes, now }: Parameters<ImageStore['put']>[0]): Promise<void> {
    this.#images.set(name, { bytes: new Uint8Array(bytes), putAt: now });
  }

  async read(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const image = this.#images.get(name);
    return image ? new Uint8Array(image.bytes) : null;
  }

  async removeUnnamed({ putBefore }: Parameters<ImageStore['removeUnnamed']>[0]): Promise<string[]> {
    const { versions, runs, messages, documents, sections, batches } = this.#state;
    const texts = JSON.stringify([versions, runs, messages, documents, sections, batches].map((all) => [...all.values()]));
    const named = new Set(imagesIn(texts).map(({ name }) => name));
    const unnamed = [...this.#images].flatMap(([name, { putAt }]) => (putAt < putBefore && !named.has(name) ? [name] : []));
    for (const name of unnamed) this.#images.delete(name);
    return unnamed;
  }
}

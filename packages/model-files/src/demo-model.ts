import { qwen3InstructSampling, StudioError, type GgufHeader } from '@maobi/core';
import type { Model } from '@maobi/contract';
import { inspectFile, memoryAtSizes } from './inspect-file.ts';
import { demoModelId } from './model-ids.ts';
import { isSameMark, markOf, type FileMark } from './model-folder.ts';

/** `npm run bench -- document-lengths`: the demo model writes sections of about this length, whatever is asked for. */
const sectionWords = 135;

/** The tiny model that is a part of the program, so that it works before anything is installed. */
export class DemoModel {
  readonly path: string;
  #known: { header: GgufHeader; mark: FileMark } | null = null;

  constructor(path: string) {
    this.path = path;
  }

  /** Throws `not-found` or `model-invalid` when the program is not complete. */
  async describe(): Promise<Model> {
    const { header, mark } = await this.#inspect();
    return {
      id: demoModelId,
      name: 'Maobi Demo',
      kind: 'demo',
      quantisation: header.quantisation,
      sizeBytes: mark.sizeBytes,
      licence: 'Apache-2.0',
      sha256: null,
      memoryBytes: memoryAtSizes(header),
      sampling: qwen3InstructSampling,
      sectionWords,
      sources: [],
      isDefault: false,
      isCatalogued: false,
      // as whole as the program itself, of which it is a part
      installed: { path: this.path, state: 'verified', isLinked: false },
      download: null,
    };
  }

  /** Its header is read again only when the file has changed. */
  async #inspect(): Promise<{ header: GgufHeader; mark: FileMark }> {
    const mark = await markOf(this.path);
    if (!mark) {
      throw new StudioError('model-not-installed', `The demo model is missing (${this.path}).`, { hint: 'Install Maobi again.' });
    }
    if (!this.#known || !isSameMark(mark, this.#known.mark)) this.#known = await inspectFile(this.path);
    return this.#known;
  }
}

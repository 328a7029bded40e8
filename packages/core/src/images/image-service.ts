import { bytesOfImageInText, imageBytesInText, imageNameSchema, maxImageBytes, storedImage, type StoredImage } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { ImageStore } from '../ports/image-store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { StudioImages } from '../studio.ts';
import { imageFacts } from './image-facts.ts';

export interface ImageServicePorts {
  readonly images: ImageStore;
  readonly surroundings: Surroundings;
}

/** A browser that has to draw more would stand still. */
const mostPixels = 100_000_000;
const longestSide = 32_767;
const nameLetters = 32;
/** What was just put in may stand in a text that is still being typed. */
const unnamedKeptMs = 24 * 60 * 60 * 1000;
/** Whoever deletes one document may delete more. */
export const tidyAfterMs = 5_000;

/** Of an image whose file is larger than one that is kept. */
export function imageTooLarge(): StudioError {
  return new StudioError('image-too-large', `The file of the image is larger than ${maxImageBytes / 1024 / 1024} MB.`);
}

/** Images that stand in texts: kept once each, by what they contain. */
export class ImageService implements StudioImages {
  readonly #ports: ImageServicePorts;
  readonly #stopped = new AbortController();
  #callOff = (): void => undefined;
  #tidied = Promise.resolve();

  constructor(ports: ImageServicePorts) {
    this.#ports = ports;
  }

  async keep(bytes: Uint8Array<ArrayBuffer>): Promise<StoredImage> {
    if (bytes.length > maxImageBytes) throw imageTooLarge();
    const facts = imageFacts(bytes);
    if (!facts) throw new StudioError('image-unusable', 'The file is no PNG, JPEG, WebP or GIF image, or it is damaged.');
    const { format, width, height } = facts;
    if (width * height > mostPixels || Math.max(width, height) > longestSide) {
      throw new StudioError('image-too-large', `The image has ${width} × ${height} pixels, which is too many to draw.`);
    }
    const name = `${this.#ports.surroundings.fingerprint(bytes).slice(0, nameLetters)}-${width}x${height}.${format}`;
    await this.#ports.images.put({ name, bytes, now: this.#ports.surroundings.now() });
    return storedImage(name);
  }

  async read(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = imageNameSchema.safeParse(name).success ? await this.#ports.images.read(name) : null;
    if (!bytes) throw new StudioError('not-found', 'There is no such image.');
    return bytes;
  }

  /** The text with a file for each image that stood in it with all its bytes. What is no usable image stays as it is. */
  async withFiles(text: string): Promise<string> {
    const addresses = new Map<string, string>();
    for (const [source] of text.matchAll(imageBytesInText)) {
      const address = await this.#addressOf(source);
      if (address !== null) addresses.set(source, address);
    }
    return addresses.size === 0 ? text : text.replaceAll(imageBytesInText, (source) => addresses.get(source) ?? source);
  }

  /** Removes in a while what no text names any more; nobody waits for that. Called again before then, it is done once. */
  tidySoon(): void {
    this.#callOff();
    this.#callOff = this.#ports.surroundings.after(tidyAfterMs, () => {
      this.#tidied = this.#tidied.then(() => this.#tidy());
    });
  }

  /** Tidies no more; what was about to go goes after the next start. */
  async stop(): Promise<void> {
    this.#callOff();
    this.#stopped.abort();
    await this.#tidied;
  }

  /** Never throws: what is left takes room and does no harm. */
  async #tidy(): Promise<void> {
    const { images, surroundings } = this.#ports;
    const { signal } = this.#stopped;
    try {
      const now = surroundings.now();
      const putBefore = new Date(Date.parse(now) - unnamedKeptMs).toISOString();
      const removed = await images.removeUnnamed({ putBefore, now }, signal);
      if (removed.length > 0) surroundings.log.info({ images: removed.length }, 'images that no text names were removed');
    } catch (error) {
      if (signal.aborted) return;
      surroundings.log.warn({ error: String(error) }, 'images that no text names could not be removed');
    }
  }

  async #addressOf(source: string): Promise<string | null> {
    try {
      return (await this.keep(bytesOfImageInText(source))).address;
    } catch (error) {
      // what cannot be kept is not lost either
      if (error instanceof DOMException || (error instanceof StudioError && error.code !== 'disk-full')) return null;
      throw error;
    }
  }
}

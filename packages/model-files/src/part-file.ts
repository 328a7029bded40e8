import { createHash, type Hash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { onDisk } from './disk-failure.ts';

/**
 * The file that a download grows in, with the hash of what is in it. Only ever appended to or emptied. What it does throws
 * `disk-full` or `data-folder-unusable`.
 */
export class PartFile {
  readonly path: string;
  readonly #handle: FileHandle;
  #hash: Hash;
  #sizeBytes: number;

  private constructor(path: string, handle: FileHandle, start: { hash: Hash; sizeBytes: number }) {
    this.path = path;
    this.#handle = handle;
    this.#hash = start.hash;
    this.#sizeBytes = start.sizeBytes;
  }

  /** Opens or creates it; what is there already is read once for the hash. */
  static async open(path: string, signal: AbortSignal): Promise<PartFile> {
    // not for appending: what Windows opens so may never be made shorter
    const handle = await onDisk(() => open(path, constants.O_RDWR | constants.O_CREAT, 0o600));
    try {
      return new PartFile(path, handle, await onDisk(() => hashFile(path, signal)));
    } catch (caught) {
      await handle.close();
      throw caught;
    }
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** When it fails, what was there before stays, but a piece of these bytes may follow it: open the part anew. */
  async append(bytes: Uint8Array): Promise<void> {
    await onDisk(() => writeAll(this.#handle, bytes, this.#sizeBytes));
    this.#hash.update(bytes);
    this.#sizeBytes += bytes.byteLength;
  }

  async empty(): Promise<void> {
    await onDisk(() => this.#handle.truncate(0));
    this.#hash = createHash('sha256');
    this.#sizeBytes = 0;
  }

  /** Of all that is in the file. */
  sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  /** Brings what was written onto the disk itself. */
  async sync(): Promise<void> {
    await onDisk(() => this.#handle.sync());
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, place: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.byteLength - done, place + done);
    done += bytesWritten;
  }
}

/** Reads a whole file for its sha256. */
export async function hashFile(path: string, signal: AbortSignal): Promise<{ hash: Hash; sizeBytes: number }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024, signal }) as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    sizeBytes += chunk.byteLength;
  }
  return { hash, sizeBytes };
}

import { StudioError } from '../errors.ts';
import { fixedValueBytes, valueType } from './gguf-types.ts';

/** Reads up to `length` bytes at `offset`; fewer only at the end of the file. */
export type ByteReader = (offset: number, length: number) => Promise<Uint8Array>;

const windowBytes = 1024 * 1024;
/** One entry of the header at its largest: a name of 64 KB and a short list or text. */
const aheadBytes = 128 * 1024;
/** The largest headers known (vocabularies of 262,144 tokens with merges) take less than 20 MB. */
const maximumHeaderBytes = 32 * 1024 * 1024;
const maximumTextBytes = 16 * 1024 * 1024;
const maximumKeptTextBytes = 4096;
const maximumArrayElements = 16 * 1024 * 1024;

/** The one error of a file that must not reach native code. */
export function invalidModel(message: string): StudioError {
  return new StudioError('model-invalid', message);
}

/**
 * Walks through a GGUF header with a sliding window, so that a file of any size and any content costs little more than
 * 32 MB of reading and one window of memory. Reading does not wait: `fill` before each entry brings its bytes. Every
 * method throws `model-invalid` where the file ends or a limit is passed.
 */
export class GgufCursor {
  readonly #read: ByteReader;
  readonly #fileBytes: number;
  #window: DataView = new DataView(new ArrayBuffer(0));
  #windowStart = 0;
  /** Position inside the window; behind its end after a long skip. */
  #at = 0;

  constructor(read: ByteReader, fileBytes: number) {
    this.#read = read;
    this.#fileBytes = fileBytes;
  }

  /** Position in the file. */
  get offset(): number {
    return this.#windowStart + this.#at;
  }

  /** The next entry lies wholly in the window: `fill` has nothing to do. */
  get isFilled(): boolean {
    return this.#at + aheadBytes <= this.#window.byteLength || this.#windowStart + this.#window.byteLength >= this.#fileBytes;
  }

  async fill(): Promise<void> {
    if (this.isFilled) return;
    const start = this.offset;
    const bytes = await this.#read(start, Math.min(windowBytes, this.#fileBytes - start));
    this.#window = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#windowStart = start;
    this.#at = 0;
  }

  uint32(): number {
    return this.#window.getUint32(this.#take(4), true);
  }

  uint64(): bigint {
    return this.#window.getBigUint64(this.#take(8), true);
  }

  /** A number of things, refused when above `maximum`. */
  count(maximum: number, what: string): number {
    const value = this.uint64();
    if (value > BigInt(maximum)) throw invalidModel(`The model file is damaged: it claims ${value} ${what}, more than ${maximum}.`);
    return Number(value);
  }

  /** A name; refused when it is longer than `maximumBytes`. */
  name(maximumBytes: number): string {
    return this.#text(this.count(maximumBytes, 'bytes in one name'));
  }

  /**
   * A value that is not an array, as number (64-bit integers rounded), boolean or string. Of texts longer than 4 KB,
   * like chat templates, nobody needs the content here: they read as ''.
   */
  scalar(type: number): number | boolean | string {
    if (type === valueType.string) {
      const textBytes = this.#textLength();
      if (textBytes <= maximumKeptTextBytes) return this.#text(textBytes);
      this.#skip(textBytes);
      return '';
    }
    const byteCount = fixedValueBytes.get(type);
    if (byteCount === undefined) throw unknownValueType(type);
    return readFixed(this.#window, this.#take(byteCount), type);
  }

  arrayHead(): { type: number; length: number } {
    const type = this.uint32();
    if (type !== valueType.string && !fixedValueBytes.has(type)) throw unknownValueType(type);
    return { type, length: this.count(maximumArrayElements, 'elements in one list') };
  }

  async skipArray(head: { type: number; length: number }): Promise<void> {
    const byteCount = fixedValueBytes.get(head.type);
    if (byteCount !== undefined) return this.#skip(byteCount * head.length);
    for (let index = 0; index < head.length; index += 1) {
      if (this.#at + 8 > this.#window.byteLength) await this.fill();
      this.#skip(this.#textLength());
    }
  }

  #textLength(): number {
    const at = this.#take(8);
    const low = this.#window.getUint32(at, true);
    const high = this.#window.getUint32(at + 4, true);
    if (high === 0 && low <= maximumTextBytes) return low;
    throw invalidModel(`The model file is damaged: it claims ${high * 2 ** 32 + low} bytes in one text, more than ${maximumTextBytes}.`);
  }

  #text(byteCount: number): string {
    const at = this.#take(byteCount);
    return new TextDecoder().decode(new Uint8Array(this.#window.buffer, this.#window.byteOffset + at, byteCount));
  }

  /** Steps over bytes that lie in the window and returns where they start in it. */
  #take(byteCount: number): number {
    const at = this.#at;
    this.#skip(byteCount);
    if (this.#at > this.#window.byteLength) throw cutOff();
    return at;
  }

  #skip(byteCount: number): void {
    this.#at += byteCount;
    if (this.offset > this.#fileBytes) throw cutOff();
    if (this.offset > maximumHeaderBytes) throw invalidModel('The model file is damaged: its header is larger than 32 MB.');
  }
}

function readFixed(view: DataView, at: number, type: number): number | boolean {
  const readers: Record<number, () => number | boolean> = {
    [valueType.uint8]: () => view.getUint8(at),
    [valueType.int8]: () => view.getInt8(at),
    [valueType.uint16]: () => view.getUint16(at, true),
    [valueType.int16]: () => view.getInt16(at, true),
    [valueType.uint32]: () => view.getUint32(at, true),
    [valueType.int32]: () => view.getInt32(at, true),
    [valueType.float32]: () => view.getFloat32(at, true),
    [valueType.bool]: () => view.getUint8(at) !== 0,
    [valueType.uint64]: () => Number(view.getBigUint64(at, true)),
    [valueType.int64]: () => Number(view.getBigInt64(at, true)),
    [valueType.float64]: () => view.getFloat64(at, true),
  };
  return readers[type]?.() ?? 0;
}

function cutOff(): StudioError {
  return invalidModel('The model file is cut off: it ends inside its header.');
}

function unknownValueType(type: number): StudioError {
  return invalidModel(`The model file is damaged: its header has a value of the unknown type ${type}.`);
}

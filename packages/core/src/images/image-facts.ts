import type { ImageFormat } from '@maobi/contract';

export interface ImageFacts {
  readonly format: ImageFormat;
  /** In pixels as it is drawn, as is the height. */
  readonly width: number;
  readonly height: number;
}

interface Format {
  readonly format: ImageFormat;
  readonly isAt: (bytes: Uint8Array) => boolean;
  readonly measure: (bytes: Uint8Array, view: DataView) => readonly [width: number, height: number] | null;
  /** Whether its end is there; what some programs write behind that does no harm. May throw `RangeError` where it is not. */
  readonly isWhole: (bytes: Uint8Array, view: DataView) => boolean;
}

/** By the first bytes of a file: its name and what a browser calls it prove nothing. */
const formats: readonly Format[] = [
  {
    format: 'png',
    isAt: (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) && letters(bytes, 12, 4) === 'IHDR',
    measure: (_, view) => [view.getUint32(16), view.getUint32(20)],
    isWhole: isWholePng,
  },
  {
    format: 'gif',
    isAt: (bytes) => /^GIF8[79]a$/u.test(letters(bytes, 0, 6)),
    measure: (_, view) => [view.getUint16(6, true), view.getUint16(8, true)],
    isWhole: isWholeGif,
  },
  {
    format: 'webp',
    isAt: (bytes) => letters(bytes, 0, 4) === 'RIFF' && letters(bytes, 8, 4) === 'WEBP',
    measure: sizeOfWebp,
    isWhole: (bytes, view) => 8 + view.getUint32(4, true) <= bytes.length,
  },
  { format: 'jpg', isAt: (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff]), measure: sizeOfJpeg, isWhole: isWholeJpeg },
];

/** What a file is, if it is an image that can be drawn safely; `null`: it is something else, or broken off before its end. */
export function imageFacts(bytes: Uint8Array): ImageFacts | null {
  const found = formats.find(({ isAt }) => isAt(bytes));
  if (!found) return null;
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const size = found.measure(bytes, view);
    return size && size[0] > 0 && size[1] > 0 && found.isWhole(bytes, view)
      ? { format: found.format, width: size[0], height: size[1] }
      : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function letters(bytes: Uint8Array, start: number, count: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + count));
}

function sizeOfWebp(bytes: Uint8Array, view: DataView): readonly [number, number] | null {
  const threeBytes = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  switch (letters(bytes, 12, 4)) {
    case 'VP8X':
      return [threeBytes(24) + 1, threeBytes(27) + 1];
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    }
    case 'VP8 ':
      return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
    default:
      return null;
  }
}

/** Of the frame that follows somewhere behind what cameras write first; turned as they say. */
function sizeOfJpeg(bytes: Uint8Array, view: DataView): readonly [number, number] | null {
  let isTurned = false;
  for (const { kind, at } of jpegSegments(view)) {
    if (isFrame(kind)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return isTurned ? [height, width] : [width, height];
    }
    if (kind === 0xe1 && letters(bytes, at + 4, 4) === 'Exif') isTurned ||= turnsSideways(view, at + 10);
  }
  return null;
}

/** Up to what is drawn, which is no segment, and with the head of that. */
function* jpegSegments(view: DataView): Generator<{ readonly kind: number; readonly at: number; readonly end: number }> {
  for (let at = 2; at < view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return;
    const kind = view.getUint8(at + 1);
    // filling, and markers without contents
    if (kind === 0xff) at += 1;
    else if (kind === 0x01 || (kind >= 0xd0 && kind <= 0xd8)) at += 2;
    else {
      const end = at + 2 + view.getUint16(at + 2);
      yield { kind, at, end };
      if (kind === startOfScan) return;
      at = end;
    }
  }
}

const startOfScan = 0xda;

/** Small pictures in front have an end of their own; in what is drawn, nothing else looks like the end. */
function isWholeJpeg(bytes: Uint8Array, view: DataView): boolean {
  const scan = [...jpegSegments(view)].find(({ kind }) => kind === startOfScan);
  if (!scan) return false;
  for (let at = bytes.indexOf(0xff, scan.end); at !== -1; at = bytes.indexOf(0xff, at + 1)) if (bytes[at + 1] === 0xd9) return true;
  return false;
}

function isWholePng(bytes: Uint8Array, view: DataView): boolean {
  for (let at = 8; ;) {
    const end = at + 12 + view.getUint32(at);
    if (letters(bytes, at + 4, 4) === 'IEND') return end <= bytes.length;
    at = end;
  }
}

function isWholeGif(_: Uint8Array, view: DataView): boolean {
  let at = 13 + gifColours(view.getUint8(10));
  for (;;) {
    const kind = view.getUint8(at);
    if (kind === 0x3b) return true;
    if (kind === 0x21) at += 2;
    else if (kind === 0x2c) at += 11 + gifColours(view.getUint8(at + 9));
    else return false;
    for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += 1 + length;
    at += 1;
  }
}

/** How many bytes a table of colours has; none where the flags tell of none. */
function gifColours(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** All that begin a frame; the others in this row are tables. */
function isFrame(kind: number): boolean {
  return kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc;
}

const orientationTag = 0x0112;

/** Orientations 5 to 8 lie on their side. @param start of the TIFF part */
function turnsSideways(view: DataView, start: number): boolean {
  const isLittle = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, isLittle);
  const count = view.getUint16(directory, isLittle);
  for (let entry = 0; entry < count; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (view.getUint16(at, isLittle) === orientationTag) return view.getUint16(at + 8, isLittle) >= 5;
  }
  return false;
}

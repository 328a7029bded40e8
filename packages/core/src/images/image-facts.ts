import type { ImageFormat } from '@maobi/contract';

export interface ImageFacts {
  readonly format: ImageFormat;
  /** In pixels as it is drawn, as is the height. */
  readonly width: number;
  readonly height: number;
}

type Measure = (bytes: Uint8Array, view: DataView) => readonly [width: number, height: number] | null;

/** By the first bytes of a file: its name and what a browser calls it prove nothing. */
const formats: readonly { readonly format: ImageFormat; readonly isAt: (bytes: Uint8Array) => boolean; readonly measure: Measure }[] = [
  {
    format: 'png',
    isAt: (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) && letters(bytes, 12, 4) === 'IHDR',
    measure: (_, view) => [view.getUint32(16), view.getUint32(20)],
  },
  {
    format: 'gif',
    isAt: (bytes) => /^GIF8[79]a$/u.test(letters(bytes, 0, 6)),
    measure: (_, view) => [view.getUint16(6, true), view.getUint16(8, true)],
  },
  { format: 'webp', isAt: (bytes) => letters(bytes, 0, 4) === 'RIFF' && letters(bytes, 8, 4) === 'WEBP', measure: sizeOfWebp },
  { format: 'jpg', isAt: (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff]), measure: sizeOfJpeg },
];

/** What a file is, if it is an image that can be drawn safely; `null`: it is something else, or broken off before its size is told. */
export function imageFacts(bytes: Uint8Array): ImageFacts | null {
  const found = formats.find(({ isAt }) => isAt(bytes));
  if (!found) return null;
  try {
    const size = found.measure(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return size && size[0] > 0 && size[1] > 0 ? { format: found.format, width: size[0], height: size[1] } : null;
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
  for (let at = 2; at < bytes.length;) {
    if (view.getUint8(at) !== 0xff) return null;
    const kind = view.getUint8(at + 1);
    // filling, and markers without contents
    if (kind === 0xff) at += 1;
    else if (kind === 0x01 || (kind >= 0xd0 && kind <= 0xd8)) at += 2;
    else if (isFrame(kind)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return isTurned ? [height, width] : [width, height];
    } else {
      if (kind === 0xe1 && letters(bytes, at + 4, 4) === 'Exif') isTurned ||= turnsSideways(view, at + 10);
      at += 2 + view.getUint16(at + 2);
    }
  }
  return null;
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

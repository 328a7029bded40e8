import { describe, expect, it } from 'vitest';
import { imageFacts } from './image-facts.ts';

const bytesOf = (...parts: (string | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : [...part])));

const png = bytesOf([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0, 0, 13], 'IHDR', [0, 0, 4, 0, 0, 0, 3, 0, 8, 6, 0, 0, 0, 1, 2, 3, 4]);
const pngEnd = bytesOf([0, 0, 0, 2], 'IDAT', [7, 7, 1, 2, 3, 4], [0, 0, 0, 0], 'IEND', [0xae, 0x42, 0x60, 0x82]);
const wholePng = bytesOf([...png], [...pngEnd]);
const gif = bytesOf('GIF89a', [0x40, 0x01, 0xf0, 0x00, 0x80, 0, 0], [1, 2, 3, 4, 5, 0x3b]);
/** A remark and a picture; the last byte is the end. */
const gifEnd = [0x21, 0xfe, 2, 0x3b, 0x3b, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x3b, 0x3b, 0, 0x3b];
const wholeGif = bytesOf([...gif], gifEnd);
const frame = [0xff, 0xc0, 0, 11, 8, 0x03, 0x00, 0x04, 0x00, 1, 1, 0x11, 0];
const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 7, 0xff, 0x00, 7];
const end = [0xff, 0xd9];
/** With a small picture in front that has an end of its own. */
const start = bytesOf([0xff, 0xd8, 0xff, 0xe0, 0, 6, 1, 2, ...end, 0xff, 0xff, 0xc4, 0, 4, 0, 0], frame, scan);
const jpeg = bytesOf([...start], end);
/** Orientation 6: the camera was held upright. */
const exif = bytesOf('Exif', [0, 0], 'II', [42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]);
const turned = bytesOf([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2], [...exif], frame, scan, end);
const webp = (kind: string, rest: readonly number[]) => bytesOf('RIFF', [8 + rest.length, 0, 0, 0], 'WEBP', kind, rest);
const lossless = webp('VP8L', [0, 0, 0, 0, 0x2f, 0xff, 0xc3, 0xbf, 0x00]);

describe('what a file is by its bytes', () => {
  it.each([
    ['png', wholePng, 1024, 768],
    ['gif', wholeGif, 320, 240],
    ['jpg', jpeg, 1024, 768],
    ['jpg', turned, 768, 1024],
    ['webp', webp('VP8X', [10, 0, 0, 0, 0, 0, 0, 0, 0xff, 0x03, 0, 0xff, 0x02, 0]), 1024, 768],
    ['webp', lossless, 1024, 768],
    ['webp', webp('VP8 ', [0, 0, 0, 0, 0, 0, 0, 0x9d, 0x01, 0x2a, 0x00, 0x04, 0x00, 0x03]), 1024, 768],
  ] as const)('W23: %s, with the size that it is drawn in', (format, bytes, width, height) => {
    expect(imageFacts(bytes)).toEqual({ format, width, height });
    expect(imageFacts(bytesOf([...bytes], 'what a program left behind'))).toEqual({ format, width, height });
  });

  it.each([
    ['png', wholePng],
    ['gif', wholeGif],
    ['jpg', jpeg],
    ['webp', lossless],
  ] as const)('W23: a %s that is cut off anywhere is no image that can be used', (_format, bytes) => {
    for (let length = 0; length < bytes.length; length += 1) expect(imageFacts(bytes.subarray(0, length)), `${length} bytes`).toBeNull();
  });

  it.each([
    ['a drawing that can hold scripts', bytesOf('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a page', bytesOf('<!doctype html><script>alert(1)</script>')],
    ['a page that begins like an image', bytesOf('GIF89', '<html>')],
    ['nothing', bytesOf()],
    ['an image of nothing but a head', png],
    ['a photo without a frame', bytesOf([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2], scan, end)],
    ['a photo without its picture', bytesOf([0xff, 0xd8], frame, end)],
    ['an image without extent', bytesOf('GIF89a', [0, 0, 0xf0, 0, 0, 0, 0], gifEnd)],
  ])('W23: no image that can be used is %s', (_name, bytes) => {
    expect(imageFacts(bytes)).toBeNull();
  });
});

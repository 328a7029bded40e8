import { describe, expect, it } from 'vitest';
import { imageFacts } from './image-facts.ts';

const bytesOf = (...parts: (string | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : [...part])));

const png = bytesOf([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0, 0, 13], 'IHDR', [0, 0, 4, 0, 0, 0, 3, 0, 8, 6]);
const gif = bytesOf('GIF89a', [0x40, 0x01, 0xf0, 0x00]);
const frame = [0xff, 0xc0, 0, 17, 8, 0x03, 0x00, 0x04, 0x00];
const jpeg = bytesOf([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc4, 0, 4, 0, 0], frame);
/** Orientation 6: the camera was held upright. */
const exif = bytesOf('Exif', [0, 0], 'II', [42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]);
const turned = bytesOf([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2], [...exif], frame);
const webp = (kind: string, rest: readonly number[]) => bytesOf('RIFF', [0, 0, 0, 0], 'WEBP', kind, rest);

describe('what a file is by its first bytes', () => {
  it.each([
    ['png', png, 1024, 768],
    ['gif', gif, 320, 240],
    ['jpg', jpeg, 1024, 768],
    ['jpg', turned, 768, 1024],
    ['webp', webp('VP8X', [10, 0, 0, 0, 0, 0, 0, 0, 0xff, 0x03, 0, 0xff, 0x02, 0]), 1024, 768],
    ['webp', webp('VP8L', [0, 0, 0, 0, 0x2f, 0xff, 0xc3, 0xbf, 0x00]), 1024, 768],
    ['webp', webp('VP8 ', [0, 0, 0, 0, 0, 0, 0, 0x9d, 0x01, 0x2a, 0x00, 0x04, 0x00, 0x03]), 1024, 768],
  ] as const)('W23: %s, with the size that it is drawn in', (format, bytes, width, height) => {
    expect(imageFacts(bytes)).toEqual({ format, width, height });
  });

  it.each([
    ['a drawing that can hold scripts', bytesOf('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a page', bytesOf('<!doctype html><script>alert(1)</script>')],
    ['a page that begins like an image', bytesOf('GIF89', '<html>')],
    ['nothing', bytesOf()],
    ['an image that is broken off', png.subarray(0, 18)],
    ['a photo without a frame', bytesOf([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2])],
    ['an image without extent', bytesOf('GIF89a', [0, 0, 0xf0, 0])],
  ])('W23: no image that can be used is %s', (_name, bytes) => {
    expect(imageFacts(bytes)).toBeNull();
  });
});

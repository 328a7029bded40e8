import { crc32, deflateSync } from 'node:zlib';

const size = { width: 900, height: 420 };

/** A small landscape, for pages that show an image. */
export function hillsPng(): Buffer {
  const { width, height } = size;
  const lines = Array.from({ length: height }, (_, y) => {
    const line = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x += 1) line.set(colourAt(x, y), 1 + x * 3);
    return line;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8); // eight bits, three colours
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([mark, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(lines))), chunk('IEND', Buffer.alloc(0))]);
}

function colourAt(x: number, y: number): readonly number[] {
  const ridges = [0, 1, 2].filter((each) => y > 150 + each * 80 + 45 * Math.sin(x / (170 - each * 40) + each * 2));
  const shade = 226 - ridges.length * 48;
  return [shade - 8, shade, shade - 2];
}

function chunk(kind: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}

import { bytesOfImageInText, imageAt, maxImageBytes } from '@maobi/contract';
import { createMemoryStore, createTestSurroundings } from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import { withoutImageBytes } from './image-bytes.ts';
import { ImageService } from './image-service.ts';

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const inText = `data:image/png;base64,${onePixel}`;

function service() {
  const store = createMemoryStore();
  return { images: new ImageService({ images: store.images, surroundings: createTestSurroundings() }), store };
}

describe('images that stand in texts', () => {
  it('W23: have one name for the same contents, which tells their size', async () => {
    const { images } = service();
    const kept = await images.keep(bytesOfImageInText(inText));
    expect(kept).toMatchObject({ width: 1, height: 1 });
    expect(kept.name).toMatch(/^[0-9a-f]{32}-1x1\.png$/u);
    expect(imageAt(kept.address)).toEqual(kept);
    expect(await images.keep(bytesOfImageInText(inText))).toEqual(kept);
    expect(await images.read(kept.name)).toEqual(bytesOfImageInText(inText));
  });

  it('W23: are refused when they are something else, or too large', async () => {
    const { images } = service();
    await expect(images.keep(new TextEncoder().encode('<svg/>'))).rejects.toMatchObject({ code: 'image-unusable' });
    await expect(images.keep(new Uint8Array(maxImageBytes + 1))).rejects.toMatchObject({ code: 'image-too-large' });
    const huge = bytesOfImageInText(inText);
    huge.set([0, 0, 0x7f, 0xff, 0, 0, 0x7f, 0xff], 16);
    await expect(images.keep(huge)).rejects.toMatchObject({ code: 'image-too-large' });
    await expect(images.read('../../local.key')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('W24: become files where they stand in a text with their bytes; what is no image stays as it is', async () => {
    const { images } = service();
    const drawing = 'data:image/svg+xml;base64,PHN2Zy8+';
    const text = await images.withFiles(`前 ![一](${inText} "题") 中 ![二](${inText}) 后 ![三](${drawing})`);
    const { address } = await images.keep(bytesOfImageInText(inText));
    expect(text).toBe(`前 ![一](${address} "题") 中 ![二](${address}) 后 ![三](${drawing})`);
  });

  it.each(['\n', '\r\n', ' \n  '])('W24: become files also where their bytes are broken into lines (%j)', async (lineBreak) => {
    const { images } = service();
    const { address } = await images.keep(bytesOfImageInText(inText));
    const inLines = `data:image/png;base64,${lineBreak}${onePixel.replaceAll(/.{20}/gu, `$&${lineBreak}`)}`;
    const text = (image: string) => `<img src="${image}${image === address ? '' : lineBreak}"> ![图](${image} "题")\n\nwords "said"`;
    expect((await images.withFiles(text(inLines))).replaceAll(/\s+"/gu, '"')).toBe(text(address).replaceAll(/\s+"/gu, '"'));
    const prompt = { kind: 'raw', text: `![图](${inLines})` } as const;
    expect(withoutImageBytes(prompt).text).toBe('![图](data:image)');
  });

  it('W24: take no words with them, and stay whole as they are where they do not end clearly', async () => {
    const { images } = service();
    const { address } = await images.keep(bytesOfImageInText(inText));
    expect(await images.withFiles(`${inText}\nwords "said"`)).toBe(`${address}\nwords "said"`);
    const open = `${inText.slice(0, 60)}\n${inText.slice(60)}\nwords`;
    expect(await images.withFiles(open)).toBe(open);
  });

  it('W24: are nothing that a model reads', () => {
    const prompt = { kind: 'messages', messages: [{ role: 'user', text: `看 ![图](${inText}) 呢` }] } as const;
    expect(withoutImageBytes(prompt).messages[0]?.text).toBe('看 ![图](data:image) 呢');
    expect(withoutImageBytes({ kind: 'raw', text: inText })).toEqual({ kind: 'raw', text: 'data:image' });
  });
});

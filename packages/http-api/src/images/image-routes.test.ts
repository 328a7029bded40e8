import { maxImageBytes, storedImageSchema, type StoredImage } from '@maobi/contract';
import type { MakePage, Studio } from '@maobi/core';
import { createTestStudio, documentWith, testId } from '@maobi/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, testSecret, type TestApi } from '../testing/test-api.ts';

const pngInBase64 = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const png = Uint8Array.from(atob(pngInBase64), (letter) => letter.charCodeAt(0));
const key = { authorization: `Bearer ${testSecret}` };

describe('images over HTTP', () => {
  let studio: Studio;
  let test: TestApi;
  beforeEach(async () => {
    const archive = async (files: readonly { name: string }[]) => new TextEncoder().encode(files.map(({ name }) => name).join('\n'));
    const makePage: MakePage = async ({ preset, images }) => [preset, ...[...images].flat()].join(' ');
    studio = await createTestStudio({ tables: { archive } as never, makePage });
    test = await createTestApi(studio);
  });
  afterEach(() => studio[Symbol.asyncDispose]());

  const post = (body: BodyInit, type = 'image/png') =>
    test.send('/api/images', { method: 'POST', headers: { ...key, 'content-type': type }, body });
  const kept = async (): Promise<StoredImage> => storedImageSchema.parse(await (await post(png)).json());

  it('W25: are served as what their bytes are, and can neither run nor load anything', async () => {
    // whatever the request calls it
    const image = storedImageSchema.parse(await (await post(png, 'image/svg+xml')).json());
    const answer = await test.send(image.address, { headers: key });
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('W25: are shown to who may use the API, and to nobody else', async () => {
    const { address } = await kept();
    expect((await test.send(address)).status).toBe(401);
    const page = await test.pageHeaders();
    expect((await test.send(address, { headers: { cookie: page['cookie'] ?? '', 'sec-fetch-site': 'same-origin' } })).status).toBe(200);
    expect((await test.send(address, { headers: { ...page, 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await test.send('/api/images', { method: 'POST', body: png })).status).toBe(401);
  });

  it('W23: are refused with a reason when they are something else, however they are called', async () => {
    const answer = await post('<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/png');
    expect(answer.status).toBe(415);
    expect(await answer.json()).toMatchObject({ error: { code: 'image-unusable' } });
    expect((await post(png, 'text/plain')).status).toBe(400);
    const large = await post(new Uint8Array(maxImageBytes + 1));
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ error: { code: 'image-too-large', hint: expect.stringContaining('Make it smaller') } });
    for (const name of ['x.png', `${'a'.repeat(32)}-1x1.png`, '..%2f..%2flocal.key']) {
      expect((await test.send(`/api/images/${name}`, { headers: key })).status).toBe(404);
    }
  });

  it('W27 W29: leave with their document', async () => {
    const { name, address } = await kept();
    const { id, sections } = await documentWith(studio, ['图']);
    const exported = () => test.send(`/api/documents/${id}/export`, { headers: key });
    const add = (version: number, text: string) =>
      studio.documents.addVersion(sections[0]!.id, {
        id: testId(version),
        baseId: version === 800 ? null : testId(version - 1),
        source: 'user',
        text,
      });
    await add(800, '没有图。');
    expect((await exported()).headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    await add(801, `![图](${address})`);
    const answer = await exported();
    expect(answer.headers.get('content-disposition')).toMatch(/\.zip"/u);
    expect(await answer.text()).toBe(`城市养蜂人.md\nimages/${name}`);
    const page = await test.send(`/api/documents/${id}/export?format=html`, { headers: key });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-disposition')).toMatch(/^attachment; .*\.html/u);
    expect(page.headers.get('content-security-policy')).toContain('sandbox');
    expect(await page.text()).toBe(`plain ${name} data:image/png;base64,${pngInBase64}`);
    expect((await test.send(`/api/documents/${id}/export?format=docx`, { headers: key })).status).toBe(400);
  });
});

import { copyFile, mkdir, readFile, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkedFileId, modelIdSchema } from './model-ids.ts';
import { demoPath, openSample, sampleBytes, sampleEntry, sha256Of, temporaryFolder } from './testing/sample-models.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let elsewhere: Awaited<ReturnType<typeof temporaryFolder>>;
const entry = sampleEntry(['http://127.0.0.1:9']);

beforeEach(async () => {
  folder = await temporaryFolder();
  elsewhere = await temporaryFolder();
});

afterEach(async () => {
  await folder[Symbol.asyncDispose]();
  await elsewhere[Symbol.asyncDispose]();
});

/** A writer's own model file: a real GGUF outside the data folder. */
async function ownFile(name = '我的模型 Q4.gguf'): Promise<string> {
  const filePath = path.join(elsewhere.path, name);
  await copyFile(demoPath, filePath);
  return filePath;
}

describe('what is installed', () => {
  it('M5 sees a file that was put there or deleted by hand, and M6 calls it unverified', async () => {
    await using files = await openSample(folder.path, entry);
    const modelPath = path.join(folder.path, 'sample.gguf');
    await writeFile(modelPath, sampleBytes);
    expect((await files.list())[0]).toMatchObject({ id: 'sample', installed: { state: 'unverified', isLinked: false } });
    await rm(modelPath);
    await expect(files.resolve('sample')).rejects.toMatchObject({ code: 'model-not-installed' });
  });

  it('M5 does not take a file of another size for the model', async () => {
    await using files = await openSample(folder.path, entry);
    await writeFile(path.join(folder.path, 'sample.gguf'), 'half a model');
    expect((await files.list()).find(({ id }) => id === 'sample')?.installed).toBeNull();
  });

  it('M6 verifies a file by its hash, and forgets that when the file changes', async () => {
    await using files = await openSample(folder.path, entry);
    const modelPath = path.join(folder.path, 'sample.gguf');
    await writeFile(modelPath, sampleBytes);
    expect((await files.verify('sample')).installed?.state).toBe('verified');
    await utimes(modelPath, 1, 1);
    expect((await files.resolve('sample')).model.installed?.state).toBe('unverified');
  });

  it('M6 says when a file is damaged and that it can be pulled again', async () => {
    await using files = await openSample(folder.path, entry);
    await writeFile(path.join(folder.path, 'sample.gguf'), new Uint8Array(sampleBytes.byteLength));
    await expect(files.verify('sample')).rejects.toMatchObject({ code: 'checksum-mismatch', hint: expect.stringContaining('pull') });
    expect((await files.list())[0]?.installed?.state).toBe('unverified');
  });

  it('M7 always has the demo, which cannot be removed or pulled', async () => {
    await using files = await openSample(folder.path, entry);
    const { model, path: foundPath } = await files.resolve('demo');
    expect(foundPath).toBe(demoPath);
    expect(model).toMatchObject({ id: 'demo', kind: 'demo', installed: { state: 'verified' } });
    await expect(files.remove('demo')).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(files.pull('demo', null)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('lists installed models first', async () => {
    await using files = await openSample(folder.path, entry);
    expect((await files.list()).map(({ id }) => id)).toEqual(['demo', 'sample']);
  });

  it('removes a downloaded model and tells it', async () => {
    await using files = await openSample(folder.path, entry);
    await writeFile(path.join(folder.path, 'sample.gguf'), sampleBytes);
    const told = new Promise<void>((resolve) => files.watch((change) => change === null && resolve()));
    expect(await files.remove('sample')).toMatchObject({ id: 'sample', installed: null });
    await told;
    await expect(files.remove('sample')).rejects.toMatchObject({ code: 'model-not-installed' });
  });

  it.each(['../../etc/passwd.gguf', 'no-such-model', '', 'Sample', '..'])('M8 knows no model called %j', async (id) => {
    await using files = await openSample(folder.path, entry);
    await expect(files.resolve(id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(files.verify(id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(files.remove(id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('M8 ignores links with names that are no ids', async () => {
    await mkdir(path.join(folder.path, 'links'), { recursive: true });
    await writeFile(path.join(folder.path, 'links', '..evil.json'), '{}');
    await writeFile(path.join(folder.path, 'links', 'broken.json'), '{');
    await using files = await openSample(folder.path, entry);
    expect((await files.list()).map(({ id }) => id)).toEqual(['demo', 'sample']);
  });
});

describe('files of the writer', () => {
  it('M20 links a file without copying it, and removing leaves it where it is', async () => {
    await using files = await openSample(folder.path, null);
    const filePath = await ownFile();
    const model = await files.importFile(filePath);
    expect(model).toMatchObject({ isCatalogued: false, installed: { path: filePath, isLinked: true, state: 'unverified' } });
    expect((await files.resolve(model.id)).path).toBe(filePath);
    expect(await files.remove(model.id)).toBeNull();
    await expect(files.resolve(model.id)).rejects.toMatchObject({ code: 'not-found' });
    expect((await files.importFile(filePath)).id).toBe(model.id);
  });

  it('M20 remembers a link after a restart', async () => {
    const filePath = await ownFile();
    let id: string;
    {
      await using files = await openSample(folder.path, null);
      ({ id } = await files.importFile(filePath));
    }
    await using again = await openSample(folder.path, null);
    expect((await again.list()).map((model) => model.id)).toEqual([id, 'demo']);
  });

  it('M21 refuses what is no whole model', async () => {
    await using files = await openSample(folder.path, null);
    const filePath = await ownFile();
    await truncate(filePath, 1_000_000);
    await expect(files.importFile(filePath)).rejects.toMatchObject({ code: 'model-invalid', message: expect.stringContaining('cut off') });
    await writeFile(filePath, 'a text');
    await expect(files.importFile(filePath)).rejects.toMatchObject({ code: 'model-invalid' });
    await expect(files.importFile(elsewhere.path)).rejects.toMatchObject({ code: 'not-found' });
    await expect(files.importFile(path.join(elsewhere.path, 'none.gguf'))).rejects.toMatchObject({ code: 'not-found' });
    expect((await files.list()).map(({ id }) => id)).toEqual(['demo']);
  });

  it('M22 notices a vanished file and finds it again when it is back', async () => {
    await using files = await openSample(folder.path, null);
    const filePath = await ownFile();
    const { id } = await files.importFile(filePath);
    await rename(filePath, `${filePath}.away`);
    expect((await files.list()).find((model) => model.id === id)?.installed).toBeNull();
    await expect(files.resolve(id)).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('no longer there') });
    await rename(`${filePath}.away`, filePath);
    expect((await files.resolve(id)).path).toBe(filePath);
  });

  it('M22 checks a changed file anew', async () => {
    await using files = await openSample(folder.path, null);
    const filePath = await ownFile();
    const { id } = await files.importFile(filePath);
    await files.verify(id);
    await truncate(filePath, 1_000_000);
    await expect(files.resolve(id)).rejects.toMatchObject({ code: 'model-invalid' });
    await copyFile(demoPath, filePath);
    expect((await files.resolve(id)).model).toMatchObject({ sha256: null, installed: { state: 'unverified' } });
  });

  it('G25 tells a file from one of the same size and time that took its place or was written into it', async () => {
    await using files = await openSample(folder.path, null);
    const filePath = await ownFile();
    const { id } = await files.importFile(filePath);
    const written = new Date('2026-01-01T00:00:00Z');
    await utimes(filePath, written, written);
    const seen = [await files.resolve(id)];
    for (const target of [`${filePath}.new`, filePath]) {
      await copyFile(demoPath, target);
      await utimes(target, written, written);
      await rename(target, filePath);
      seen.push(await files.resolve(id));
    }
    expect(new Set(seen.map(({ modifiedMs }) => modifiedMs)).size).toBe(1);
    expect(new Set(seen.map(({ identity }) => identity)).size).toBe(3);
    expect((await files.resolve(id)).identity).toBe(seen.at(-1)?.identity);
  });

  it('M23 verifies a linked file against the catalogue', async () => {
    const filePath = await ownFile();
    const sha256 = sha256Of(await readFile(filePath));
    await using files = await openSample(folder.path, { ...entry, sha256 });
    const { id } = await files.importFile(filePath);
    expect((await files.verify(id)).installed?.state).toBe('verified');
  });

  it('M23 leaves a file unverified that no catalogue knows', async () => {
    await using files = await openSample(folder.path, entry);
    const { id } = await files.importFile(await ownFile());
    expect(await files.verify(id)).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), installed: { state: 'unverified' } });
  });

  it('M24 uses a path without listing it, under the id that importing gives', async () => {
    await using files = await openSample(folder.path, null);
    const filePath = await ownFile();
    const { model } = await files.resolve(filePath);
    expect((await files.resolve(model.id)).path).toBe(filePath);
    expect((await files.list()).map(({ id }) => id)).toEqual(['demo']);
    expect((await files.importFile(filePath)).id).toBe(model.id);
  });
});

describe('linkedFileId', () => {
  it.each(['/a/我的模型.gguf', '/a/Qwen3-4B (final).GGUF', '/a/...gguf', `/a/${'x'.repeat(300)}.gguf`])('makes an id of %s', (filePath) => {
    expect(modelIdSchema.safeParse(linkedFileId(filePath)).success).toBe(true);
  });

  it('differs for files of the same name', () => {
    expect(linkedFileId('/a/model.gguf')).not.toBe(linkedFileId('/b/model.gguf'));
  });
});

import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Download } from '@maobi/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFaultyFileServer, type Behaviour, type FaultyFileServer } from './testing/faulty-file-server.ts';
import { openSample, sampleBytes, sampleEntry, sha256Of, temporaryFolder, whenDownload } from './testing/sample-models.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: FaultyFileServer;

beforeEach(async () => {
  folder = await temporaryFolder();
  server = await startFaultyFileServer(sampleBytes);
});

afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const modelPath = () => path.join(folder.path, 'sample.gguf');
const partPath = () => path.join(folder.path, 'sample.gguf.part');
const gets = () => server.seen.filter(({ method }) => method === 'GET');

async function expectInstalled(): Promise<void> {
  expect(sha256Of(await readFile(modelPath()))).toBe(sha256Of(sampleBytes));
  expect(existsSync(partPath())).toBe(false);
}

describe('a download that goes well', () => {
  it('M13 puts the whole file in place, verified, and leaves no part', async () => {
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    const started = await files.pull('sample', null);
    expect(started.installed).toBeNull();
    const model = await files.settled('sample');
    expect(model.installed).toEqual({ path: modelPath(), state: 'verified', isLinked: false });
    expect(model.download).toBeNull();
    await expectInstalled();
  });

  it('M13 is in its place only once it is noted that its hash was right', async () => {
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await mkdir(path.join(folder.path, 'sample.check.json', 'in-the-way'), { recursive: true });
    await files.pull('sample', null);
    await expect(files.settled('sample')).rejects.toMatchObject({ code: 'data-folder-unusable' });
    expect([existsSync(modelPath()), existsSync(partPath())]).toEqual([false, true]);
  });

  it('M19 tells progress, then that the list has changed', async () => {
    server.always = { pieceBytes: 10_000 };
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    const told: (Download | null)[] = [];
    const listChanged = new Promise<void>((resolve) => {
      files.watch((change) => (change ? told.push(change.download) : resolve()));
    });
    await files.pull('sample', null);
    await files.settled('sample');
    await listChanged;
    expect(told.some((download) => download?.state === 'downloading' && download.source === 'huggingface')).toBe(true);
    expect(told.at(-1)).toBeNull();
  });

  it('M5 does nothing when the model is installed already', async () => {
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await files.pull('sample', null);
    await files.settled('sample');
    const before = server.seen.length;
    expect((await files.pull('sample', null)).installed?.state).toBe('verified');
    expect(server.seen).toHaveLength(before);
  });

  it('M10 follows redirects and sends neither cookies nor credentials', async () => {
    server.next.push({ status: 302, headers: { location: '/elsewhere.gguf', 'set-cookie': 'session=1' } });
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await files.pull('sample', null);
    await files.settled('sample');
    expect(gets().map((request) => request.path)).toEqual(['/sample.gguf', '/elsewhere.gguf']);
    expect(gets().every(({ cookie }) => cookie === undefined)).toBe(true);
  });
});

describe('going on after an interruption', () => {
  it('M14 resumes a paused download where it stopped', async () => {
    server.next.push({ stallAfterBytes: 120_000 });
    await using files = await openSample(folder.path, sampleEntry([server.url]), { limits: { stallTimeoutMs: 60_000 } });
    await files.pull('sample', null);
    const settled = files.settled('sample');
    settled.catch(() => undefined);
    await whenDownload(files, ({ receivedBytes }) => receivedBytes >= 100_000);
    const paused = await files.pause('sample');
    await expect(settled).rejects.toMatchObject({ code: 'conflict' });
    expect(paused.download).toMatchObject({ state: 'paused', totalBytes: 300_000 });
    const { size } = await stat(partPath());
    await files.pull('sample', null);
    await files.settled('sample');
    expect(gets().at(-1)).toMatchObject({ range: `bytes=${size}-`, ifRange: '"one"' });
    await expectInstalled();
  });

  it('M14 resumes after the program was started again', async () => {
    server.next.push({ stallAfterBytes: 120_000 });
    {
      await using first = await openSample(folder.path, sampleEntry([server.url]), { limits: { stallTimeoutMs: 60_000 } });
      await first.pull('sample', null);
      await whenDownload(first, ({ receivedBytes }) => receivedBytes >= 100_000);
    }
    await using second = await openSample(folder.path, sampleEntry([server.url]));
    const [listed] = (await second.list()).filter(({ id }) => id === 'sample');
    expect(listed?.download).toMatchObject({ state: 'paused' });
    expect(listed?.download?.receivedBytes).toBeGreaterThanOrEqual(100_000);
    await second.pull('sample', null);
    await second.settled('sample');
    expect(gets().at(-1)?.range).toMatch(/^bytes=1[0-2]\d{4}-$/);
    await expectInstalled();
  });

  it('M14 is paused, not failed, when that is asked while what has arrived is still being checked', async () => {
    const sizeBytes = 2_000_000_000;
    await writeFile(partPath(), '');
    await truncate(partPath(), sizeBytes - 1); // no space is taken, but reading it takes long enough
    const entry = sampleEntry([server.url], { sizeBytes });
    await using files = await openSample(folder.path, entry, { freeBytes: () => Promise.resolve(1e12) });
    const isChecking = whenDownload(files, ({ state }) => state === 'verifying');
    await files.pull('sample', null);
    await isChecking;
    const settled = files.settled('sample');
    settled.catch(() => undefined);
    expect((await files.pause('sample')).download).toMatchObject({ state: 'paused', receivedBytes: sizeBytes - 1, error: null });
    await expect(settled).rejects.toMatchObject({ code: 'conflict' });
    expect(server.seen).toEqual([]);
  });

  it('M13 only has to check a part that was complete when the program died', async () => {
    await writeFile(partPath(), sampleBytes);
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await files.pull('sample', null);
    await files.settled('sample');
    expect(server.seen).toEqual([]);
    await expectInstalled();
  });

  it('M14 deletes what has arrived when it is cancelled', async () => {
    server.next.push({ stallAfterBytes: 120_000 });
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await files.pull('sample', null);
    await whenDownload(files, ({ receivedBytes }) => receivedBytes >= 100_000);
    expect((await files.cancel('sample')).download).toBeNull();
    expect(existsSync(partPath())).toBe(false);
  });
});

describe('a server that misbehaves (M15, M16)', () => {
  const cases: readonly [string, Behaviour[]][] = [
    ['drops the connection again and again', [{ dropAfterBytes: 50_000 }, { dropAfterBytes: 1 }, { dropAfterBytes: 100_000 }]],
    ['stalls', [{ stallAfterBytes: 70_000 }, { stallAfterBytes: 0 }]],
    ['closes early without having told a length', [{ endAfterBytes: 40_000 }]],
    ['is overloaded for a while', [{ status: 503 }, { status: 429, headers: { 'retry-after': '0' } }]],
    ['answers a range with the whole file', [{ dropAfterBytes: 50_000 }, { ignoresRanges: true }]],
    ['answers a range at the wrong place', [{ dropAfterBytes: 50_000 }, { rangeShiftBytes: 7 }]],
    ['has no ETag', [{ dropAfterBytes: 50_000, etag: null }, { etag: null }]],
  ];
  it.each(cases)('gets the right file from a server that %s', async (_, behaviours) => {
    server.next.push(...behaviours);
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await files.pull('sample', null);
    await files.settled('sample');
    expect(server.next).toEqual([]);
    await expectInstalled();
  });

  it('M15 starts over when the ETag has changed, mixing nothing', async () => {
    const other = new Uint8Array(sampleBytes.byteLength).fill(7);
    server.next.push({ bytes: other, etag: '"old"', endAfterBytes: 80_000 });
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await files.pull('sample', null);
    await files.settled('sample');
    expect(gets()[1]).toMatchObject({ range: 'bytes=80000-', ifRange: '"old"' });
    await expectInstalled();
  });

  it('M15 starts over when a 206 comes with another ETag than the one asked for', async () => {
    const other = new Uint8Array(sampleBytes.byteLength).fill(7);
    server.next.push({ bytes: other, etag: '"old"', endAfterBytes: 80_000 });
    server.next.push({ status: 206, headers: { etag: '"new"', 'content-range': 'bytes 80000-299999/300000' } });
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await files.pull('sample', null);
    await files.settled('sample');
    expect(gets()[2]?.range).toBeUndefined();
    await expectInstalled();
  });

  it('M15 starts over when the server cannot satisfy the range (416)', async () => {
    server.next.push({ endAfterBytes: 60_000 }, { status: 416, headers: { 'content-range': 'bytes */300000' } });
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await files.pull('sample', null);
    await files.settled('sample');
    expect(gets().map(({ range }) => range)).toEqual([undefined, 'bytes=60000-', undefined]);
    await expectInstalled();
  });

  it('M15 starts over when the part is longer than the file', async () => {
    await writeFile(partPath(), new Uint8Array(sampleBytes.byteLength + 10));
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await files.pull('sample', null);
    await files.settled('sample');
    expect(gets()[0]?.range).toBeUndefined();
    await expectInstalled();
  });

  it('M16 gives up with a typed error, keeps what came, and goes on at the next pull', async () => {
    server.next.push({ endAfterBytes: 60_000 }, { status: 500 }, { status: 500 }, { status: 500 });
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await files.pull('sample', null);
    await expect(files.settled('sample')).rejects.toMatchObject({
      code: 'download-failed',
      message: 'The download has failed (Hugging Face: it answered with status 500).',
    });
    const failed = (await files.list()).find(({ id }) => id === 'sample');
    expect(failed?.download).toMatchObject({ state: 'failed', receivedBytes: 60_000, error: { code: 'download-failed' } });
    await files.pull('sample', null);
    await files.settled('sample');
    expect(gets().at(-1)?.range).toBe('bytes=60000-');
    await expectInstalled();
  });

  it('M17 removes wrong bytes and says so', async () => {
    server.always = { bytes: new Uint8Array(sampleBytes.byteLength).fill(1) };
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await files.pull('sample', null);
    await expect(files.settled('sample')).rejects.toMatchObject({ code: 'checksum-mismatch' });
    expect(existsSync(partPath())).toBe(false);
    expect(existsSync(modelPath())).toBe(false);
  });

  it('M12 refuses a file of another length without downloading it', async () => {
    server.always = { bytes: sampleBytes.subarray(0, 1000) };
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await files.pull('sample', null);
    await expect(files.settled('sample')).rejects.toThrow('it offers a file of 1000 bytes instead of 300000');
    expect(gets()).toHaveLength(1);
  });

  it('M12 takes no more bytes than the file has', async () => {
    server.always = { bytes: new Uint8Array(400_000), endAfterBytes: 400_000 };
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await files.pull('sample', null);
    await expect(files.settled('sample')).rejects.toThrow('it sends more than the file has');
    expect((await stat(partPath())).size).toBe(0);
  });

  it('M12 does not download a file whose hub names another hash than the catalogue', async () => {
    server.always = { headers: { 'x-linked-etag': `"${'0'.repeat(64)}"` } };
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await files.pull('sample', null);
    await expect(files.settled('sample')).rejects.toThrow('another version of the file');
    expect(existsSync(modelPath())).toBe(false);
  });
});

describe('a hash that the catalogue does not know (M2)', () => {
  it("is the hub's own, and the file is verified by it", async () => {
    server.always = { headers: { 'x-linked-etag': `"${sha256Of(sampleBytes)}"` } };
    await using files = await openSample(folder.path, sampleEntry([server.url], { sha256: null }));
    await files.pull('sample', null);
    const model = await files.settled('sample');
    expect(model.sha256).toBeNull();
    expect(model.installed?.state).toBe('verified');
  });

  it('refuses bytes that the hub itself disowns', async () => {
    server.always = { headers: { 'x-linked-etag': `"${'0'.repeat(64)}"` } };
    await using files = await openSample(folder.path, sampleEntry([server.url], { sha256: null }));
    await files.pull('sample', null);
    await expect(files.settled('sample')).rejects.toMatchObject({ code: 'checksum-mismatch' });
  });

  it('leaves the file unverified when nobody names one', async () => {
    await using files = await openSample(folder.path, sampleEntry([server.url], { sha256: null }));
    await files.pull('sample', null);
    expect((await files.settled('sample')).installed?.state).toBe('unverified');
  });

  it('never goes on with bytes whose origin is not known', async () => {
    await writeFile(partPath(), new Uint8Array(1000));
    await using files = await openSample(folder.path, sampleEntry([server.url], { sha256: null }));
    await files.pull('sample', null);
    await files.settled('sample');
    expect(gets()[0]?.range).toBeUndefined();
    await expectInstalled();
  });
});

describe('room on the disk (M18)', () => {
  it('refuses to start without room for the file and the reserve', async () => {
    await using files = await openSample(folder.path, sampleEntry([server.url]), { freeBytes: () => Promise.resolve(300_999) });
    await expect(files.pull('sample', null)).rejects.toMatchObject({ code: 'disk-full', details: { missingBytes: 300_000 } });
    expect(server.seen).toEqual([]);
  });

  it('stops when the disk fills up meanwhile, keeps the part, and goes on when there is room again', async () => {
    let freeBytes = 1_000_000;
    const answers = [1_000_000, 1_000_000, 5];
    await using files = await openSample(folder.path, sampleEntry([server.url]), {
      freeBytes: () => Promise.resolve(answers.shift() ?? freeBytes),
    });
    freeBytes = 5;
    await files.pull('sample', null);
    await expect(files.settled('sample')).rejects.toMatchObject({ code: 'disk-full' });
    const { size } = await stat(partPath());
    expect(size).toBeGreaterThanOrEqual(50_000);
    freeBytes = 1_000_000;
    await files.pull('sample', null);
    await files.settled('sample');
    expect(gets().at(-1)?.range).toBe(`bytes=${size}-`);
    await expectInstalled();
  });

  it('does not ask the server again when it is the disk that was full', async () => {
    const answers = [1_000_000, 1_000_000, 5];
    await using files = await openSample(folder.path, sampleEntry([server.url]), {
      freeBytes: () => Promise.resolve(answers.shift() ?? 1_000_000),
    });
    await files.pull('sample', null);
    await expect(files.settled('sample')).rejects.toMatchObject({ code: 'disk-full' });
    expect(gets()).toHaveLength(1);
  });

  it('tells a folder that cannot be written as what it is, not as a broken connection', async () => {
    await mkdir(path.join(folder.path, 'sample.part.json')); // in the way of the note about where the bytes come from
    await using files = await openSample(folder.path, sampleEntry([server.url]));
    await files.pull('sample', null);
    await expect(files.settled('sample')).rejects.toMatchObject({
      code: 'data-folder-unusable',
      message: 'The models folder cannot be used (EISDIR, rename).',
    });
    expect(gets()).toHaveLength(1);
  });
});

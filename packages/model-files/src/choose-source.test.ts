import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkAddress, defaultAllowedHosts } from './allowed-hosts.ts';
import { startFaultyFileServer, type FaultyFileServer } from './testing/faulty-file-server.ts';
import { openSample, sampleBytes, sampleEntry, temporaryFolder } from './testing/sample-models.ts';
import { openModelFiles } from './open-model-files.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let first: FaultyFileServer;
let second: FaultyFileServer;

beforeEach(async () => {
  folder = await temporaryFolder();
  first = await startFaultyFileServer(sampleBytes);
  second = await startFaultyFileServer(sampleBytes);
});

afterEach(async () => {
  await first[Symbol.asyncDispose]();
  await second[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const downloadsFrom = (server: FaultyFileServer) => server.seen.filter(({ method }) => method === 'GET').length;

describe('choosing a source (M11, M12)', () => {
  it('takes the first when it answers', async () => {
    await using files = await openSample(folder.path, sampleEntry([first.url, second.url]));
    await files.pull('sample', null);
    await files.settled('sample');
    expect([downloadsFrom(first), downloadsFrom(second)]).toEqual([1, 0]);
  });

  it('takes the next when the first is slow to answer', async () => {
    first.head = { delayMs: 1900 };
    await using files = await openSample(folder.path, sampleEntry([first.url, second.url]), { limits: { probeStaggerMs: 20 } });
    await files.pull('sample', null);
    await files.settled('sample');
    expect([downloadsFrom(first), downloadsFrom(second)]).toEqual([0, 1]);
  });

  it('takes the next at once when nobody listens at the first', async () => {
    await first[Symbol.asyncDispose]();
    await using files = await openSample(folder.path, sampleEntry([first.url, second.url]), { limits: { probeStaggerMs: 15_000 } });
    await files.pull('sample', null);
    await files.settled('sample');
    expect(downloadsFrom(second)).toBe(1);
  });

  it('passes over a source whose hub names another size', async () => {
    first.head = { status: 302, headers: { location: '/x', 'x-linked-size': '5' } };
    await using files = await openSample(folder.path, sampleEntry([first.url, second.url]));
    await files.pull('sample', null);
    await files.settled('sample');
    expect([downloadsFrom(first), downloadsFrom(second)]).toEqual([0, 1]);
  });

  it('goes on at the next source, with what has arrived, when the first fails midway', async () => {
    first.next.push({ endAfterBytes: 100_000 }, { status: 404 });
    await using files = await openSample(folder.path, sampleEntry([first.url, second.url]));
    await files.pull('sample', null);
    const model = await files.settled('sample');
    expect(model.installed?.state).toBe('verified');
    expect(second.seen.at(-1)).toMatchObject({ range: 'bytes=100000-', ifRange: undefined });
  });

  it('tries only the source that the writer named', async () => {
    await using files = await openSample(folder.path, sampleEntry([first.url, second.url]));
    await files.pull('sample', 'hf-mirror');
    await files.settled('sample');
    expect(first.seen).toEqual([]);
    await expect(files.pull('sample', 'modelscope')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('says offline when no source can be reached', async () => {
    await first[Symbol.asyncDispose]();
    await second[Symbol.asyncDispose]();
    await using files = await openSample(folder.path, sampleEntry([first.url, second.url]));
    await files.pull('sample', null);
    await expect(files.settled('sample')).rejects.toMatchObject({ code: 'offline', message: 'No source of model files can be reached.' });
  });
});

describe('addresses (M10)', () => {
  const policy = { allowedHosts: defaultAllowedHosts, allowLoopbackHttp: false };
  it.each([
    'https://huggingface.co/a/b',
    'https://cas-bridge.xethub.hf.co/x?sig=1',
    'https://cdn-lfs-cn-1.modelscope.cn/x',
    'https://cdn-lfs.huggingface.co/x',
  ])('allows %s', (url) => {
    expect(() => checkAddress(new URL(url), policy)).not.toThrow();
  });

  it.each([
    'http://huggingface.co/a',
    'https://huggingface.co.evil.example/a',
    'https://evilhuggingface.co/a',
    'https://user:secret@huggingface.co/a',
    'https://huggingface.co:8443/a',
    'http://127.0.0.1:9/a',
    'https://[::1]/a',
    'file:///etc/passwd',
  ])('refuses %s', (url) => {
    expect(() => checkAddress(new URL(url), policy)).toThrow(/not on the list/);
  });

  it('refuses a redirect to a host that is not allowed', async () => {
    first.next.push({ status: 302, headers: { location: 'http://localhost:1/elsewhere' } });
    await using files = await openSample(folder.path, sampleEntry([first.url]));
    await files.pull('sample', null);
    await expect(files.settled('sample')).rejects.toThrow('leads to http://localhost:1, which is not on the list');
  });

  it('ends redirects that go in circles', async () => {
    first.always = { status: 302, headers: { location: '/again' } };
    await using files = await openSample(folder.path, sampleEntry([first.url]));
    await files.pull('sample', null);
    await expect(files.settled('sample')).rejects.toThrow('redirects in circles');
  });

  it('allows plain HTTP on this machine only when told to', async () => {
    await using files = await openModelFiles({
      folder: folder.path,
      catalogue: [sampleEntry([first.url])],
      demoPath: '',
      freeBytes: async () => 1e12,
    });
    await files.pull('sample', null);
    await expect(files.settled('sample')).rejects.toMatchObject({ code: 'download-failed' });
    expect(first.seen).toEqual([]);
  });
});

import { createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openModelFiles, parseCatalogue } from '@maobi/model-files';
import { qwen3InstructSampling } from '@maobi/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCommandLine, type TestCommandLine } from '../testing/test-command-line.ts';

const demoPath = path.resolve(import.meta.dirname, '../../../../models/demo/maobi-demo.gguf');
const bytes = randomBytes(400_000);
let folder: string;
let server: Server;
let ranges: (string | undefined)[];
let commandLine: TestCommandLine;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'maobi-pull-'));
  ranges = [];
  server = createServer((request, response) => {
    const start = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
    ranges.push(request.headers.range);
    const body = bytes.subarray(start);
    const range = start > 0 ? { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` } : {};
    response.writeHead(start > 0 ? 206 : 200, { 'content-length': body.length, etag: '"one"', ...range });
    void sendSlowly(body, (piece) => response.write(piece)).then(() => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  commandLine = await createTestCommandLine({ modelFiles: await openFiles() });
});

afterEach(async () => {
  await commandLine[Symbol.asyncDispose]();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

async function sendSlowly(body: Uint8Array, send: (piece: Uint8Array) => void): Promise<void> {
  for (let at = 0; at < body.length; at += 8000) {
    send(body.subarray(at, at + 8000));
    await delay(20);
  }
}

function openFiles() {
  const entry = {
    id: 'qwen3-test',
    name: 'Qwen3 Test',
    kind: 'writing',
    isDefault: true,
    quantisation: 'Q4_K_M',
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    licence: 'Apache-2.0',
    shape: null,
    sampling: qwen3InstructSampling,
    sources: [{ name: 'modelscope', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/test.gguf` }],
  };
  const catalogue = parseCatalogue({ about: '', models: [entry] });
  return openModelFiles({ folder: path.join(folder, 'models'), catalogue, demoPath, allowLoopbackHttp: true, freeBytes: async () => 1e12 });
}

describe('maobi models pull (C40)', () => {
  it('downloads the recommended model and says where it is', async () => {
    const { exitCode, output, notes } = await commandLine.run(['models', 'pull']);
    expect(exitCode).toBe(0);
    expect(output).toBe('Qwen3 Test Q4_K_M is installed (verified).\n');
    expect(notes).toMatch(/qwen3-test: █*░* \d+ % .* of 400 KB .*\(modelscope\)/);
    expect((await commandLine.run(['models', 'pull'])).output).toContain('is installed');
  });

  it('pauses at Ctrl+C with 130, and the same command goes on there', async () => {
    const stop = new AbortController();
    const seesProgress = (output: string) => /"receivedBytes":[1-9]/.test(output) && stop.abort();
    const paused = await commandLine.run(['models', 'pull', '--json'], { stop: stop.signal, onOutput: seesProgress });
    expect(paused.exitCode).toBe(130);
    expect(paused.notes).toMatch(/Paused at \d+ %/);
    const resumed = await commandLine.run(['models', 'pull', 'qwen3-test', '--json']);
    expect(resumed.exitCode).toBe(0);
    expect(resumed.objects.at(-1)).toMatchObject({ type: 'result', model: { installed: { state: 'verified' } } });
    expect(ranges.at(-1)).toMatch(/^bytes=\d+-$/);
  });

  it('refuses a source that is none', async () => {
    expect((await commandLine.run(['models', 'pull', '--source', 'ftp'])).exitCode).toBe(2);
    expect((await commandLine.run(['models', 'pull', '--source', 'huggingface'])).notes).toContain('cannot be had from huggingface');
  });
});

describe('maobi models import, verify, remove (C41)', () => {
  it('takes a path relative to where it is called, and forgets the file without touching it', async () => {
    await copyFile(demoPath, path.join(folder, 'mine.gguf'));
    const relative = path.relative(process.cwd(), path.join(folder, 'mine.gguf'));
    const { exitCode, objects } = await commandLine.run(['models', 'import', relative, '--json']);
    expect(exitCode).toBe(0);
    expect(objects).toMatchObject([{ model: { installed: { path: path.join(folder, 'mine.gguf'), isLinked: true } } }]);
    const { id = '' } = (objects[0]?.['model'] ?? {}) as { id?: string };
    expect((await commandLine.run(['models', 'verify', id])).output).toContain('read whole');
    expect((await commandLine.run(['models', 'remove', id])).output).toContain('stays where it is');
  });

  it('says in one sentence why a file is no model', async () => {
    const { exitCode, notes } = await commandLine.run(['models', 'import', import.meta.filename]);
    expect(exitCode).toBe(1);
    expect(notes).toContain('not a GGUF model file');
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EngineStatus } from '@maobi/contract';
import type { Engine } from '@maobi/core';
import { afterEach, describe, expect, inject, it } from 'vitest';
import type { LlamaEngineOptions } from './index.ts';
import { ask, demo, demoPath, engineProcesses, eventsOf, isAlive, never, temporaryFiles, testEngine, until } from './test-processes.ts';

let engine: Engine | null = null;
afterEach(() => engine?.[Symbol.asyncDispose]());

function made(options: LlamaEngineOptions = {}): { engine: Engine; states: string[] } {
  const states: string[] = [];
  engine = testEngine(options);
  engine.watch((status: EngineStatus) => {
    if (states.at(-1) !== status.state) states.push(status.state);
  });
  return { engine, states };
}

function onlyProcess(): number {
  const [processId, ...others] = engineProcesses();
  if (processId === undefined || others.length > 0) throw new Error('expected exactly one engine process');
  return processId;
}

const long = ask('写一篇关于海边小城的长文。', { maxTokens: 1500 });

describe('the engine process', () => {
  it('gets nothing of the environment that could be a secret', async () => {
    process.env['MAOBI_API_KEY'] = 'secret-of-the-server';
    process.env['NODE_OPTIONS'] ??= '--no-warnings';
    const { engine } = made();
    await engine.load(demo, never);
    const environment = readFileSync(`/proc/${onlyProcess()}/environ`, 'utf8');
    delete process.env['MAOBI_API_KEY'];
    expect(environment).not.toMatch(/secret|MAOBI|VITEST|NODE_OPTIONS/u);
  });

  it('is the first to go when memory runs out', async () => {
    const { engine } = made();
    await engine.load(demo, never);
    expect(Number(readFileSync(`/proc/${onlyProcess()}/oom_score_adj`, 'utf8'))).toBeGreaterThanOrEqual(800);
  });

  it('holds the only native code: the server process never loads it', async () => {
    const { engine } = made();
    await engine.load(demo, never);
    expect(readFileSync('/proc/self/maps', 'utf8')).not.toMatch(/llama/u);
    expect(readFileSync(`/proc/${onlyProcess()}/maps`, 'utf8')).toMatch(/llama/u);
  });

  it('leaves Ctrl+C to the server', async () => {
    const { engine } = made();
    await engine.load(demo, never);
    process.kill(onlyProcess(), 'SIGINT');
    process.kill(onlyProcess(), 'SIGTERM');
    expect((await eventsOf(engine.generate(ask('写'), never))).at(-1)).toMatchObject({ reason: expect.stringMatching(/stop|length/u) });
  });

  it('ends when the server is killed', async () => {
    const script = temporaryFiles({
      'server.mts': `
        import { createLlamaEngine } from ${JSON.stringify(fileURLToPath(new URL('./index.ts', import.meta.url)))};
        const engine = createLlamaEngine({ threads: 1 });
        await engine.load({ modelId: 'demo', path: ${JSON.stringify(demoPath)}, contextTokens: 1024 }, new AbortController().signal);
        console.log('loaded');
      `,
    });
    const tsx = createRequire(import.meta.url).resolve('tsx');
    const server = spawn(process.execPath, ['--import', tsx, script.path('server.mts')], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => server.stdout.once('data', resolve));
    const [child] = engineProcesses(server.pid);
    if (child === undefined) throw new Error('the server has no engine process');
    server.kill('SIGKILL');
    await until(() => !isAlive(child));
    script.remove();
    expect(isAlive(child)).toBe(false);
  });

  it.each([20, 200])('ends when the server is killed %d ms after it was begun, before it can hear of that', async (afterMs) => {
    const child = JSON.stringify(join(inject('productFolder'), 'engine-child.js'));
    const script = temporaryFiles({
      'server.mjs': `
        import { fork } from 'node:child_process';
        const child = fork(${child}, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
        console.log(child.pid);
        setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${afterMs});
      `,
    });
    const server = spawn(process.execPath, [script.path('server.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [processId] = (await once(server.stdout, 'data')) as [Buffer];
    await once(server, 'exit');
    await until(() => !isAlive(Number(processId)));
    script.remove();
    expect(isAlive(Number(processId))).toBe(false);
  });

  it('is killed when it does not obey a Stop, and the run ends as stopped', async () => {
    const { engine, states } = made({ stopWithinMs: 300 });
    await engine.load(demo, never);
    const first = onlyProcess();
    const stop = new AbortController();
    const events = await eventsOf(engine.generate(long, stop.signal), (event) => {
      if (event.type !== 'text' || stop.signal.aborted) return;
      process.kill(first, 'SIGSTOP');
      stop.abort();
    });
    expect(events.at(-1)).toMatchObject({ reason: 'stopped', error: null });
    expect(isAlive(first)).toBe(false);
    await until(() => engine.status.state === 'ready');
    expect(states).toEqual(['loading', 'ready', 'restarting', 'loading', 'ready']);
    expect((await eventsOf(engine.generate(ask('写'), never))).at(-1)).toMatchObject({ error: null });
  });

  it('is killed when it says nothing any more, and the run ends as failed', async () => {
    const { engine } = made({ silenceMs: 6000 });
    await engine.load(demo, never);
    const first = onlyProcess();
    const events = await eventsOf(engine.generate(long, never), (event) => {
      if (event.type === 'reading') process.kill(first, 'SIGSTOP');
    });
    expect(events.at(-1)).toMatchObject({ reason: 'failed', error: { code: 'engine-failed', message: expect.stringMatching(/answer/u) } });
    await until(() => engine.status.state === 'ready');
  });

  it('comes back by itself when it dies between two runs', async () => {
    const { engine, states } = made();
    await engine.load(demo, never);
    process.kill(onlyProcess(), 'SIGSEGV');
    await until(() => engine.status.state === 'restarting');
    await until(() => engine.status.state === 'ready');
    expect(states).toEqual(['loading', 'ready', 'restarting', 'loading', 'ready']);
  });

  it('makes way for another model while it is coming back', async () => {
    const { engine } = made();
    await engine.load(demo, never);
    process.kill(onlyProcess(), 'SIGKILL');
    await until(() => engine.status.state === 'restarting');
    const other = await engine.load({ ...demo, modelId: 'other', contextTokens: 1024 }, never);
    expect(other).toMatchObject({ modelId: 'other', contextTokens: 1024 });
    onlyProcess();
  });

  it('ends with the engine, also in the middle of an answer', async () => {
    const { engine } = made();
    await engine.load(demo, never);
    const processId = onlyProcess();
    let disposal: Promise<void> | null = null;
    const events = await eventsOf(engine.generate(long, never), (event) => {
      if (event.type === 'text') disposal ??= engine[Symbol.asyncDispose]() as Promise<void>;
    });
    await disposal;
    expect(events.at(-1)).toMatchObject({ type: 'ended', reason: 'failed' });
    expect(isAlive(processId)).toBe(false);
  });
});

describe('a process that does not do what it should', () => {
  const answering = "process.send({ type: 'beat', memoryBytes: 1 });";

  async function loadWith(source: string): Promise<Engine> {
    const files = temporaryFiles({ 'engine-child.mjs': source });
    const { engine } = made({ childEntry: { path: files.path('engine-child.mjs'), execArgv: [] } });
    await expect(engine.load(demo, never)).rejects.toMatchObject({ name: 'StudioError' });
    files.remove();
    return engine;
  }

  it('cannot be started: the machine is named, not the model', async () => {
    const engine = await loadWith('throw new Error("no such library");');
    expect(engine.status.error).toMatchObject({ code: 'engine-unavailable' });
    const again = await loadWith('process.exit(1)');
    expect(again.status.error).toMatchObject({ code: 'engine-unavailable' });
  });

  it('sends what makes no sense: it is ended', async () => {
    const engine = await loadWith(
      `${answering} process.send({ type: 'loaded', id: 1, contextTokens: 'many' }); setInterval(() => {}, 1000);`,
    );
    expect(engine.status.error).toMatchObject({ code: 'engine-failed', message: expect.stringMatching(/makes no sense/u) });
    expect(engineProcesses()).toEqual([]);
  });

  it('dies while loading three times: the model is suspect', async () => {
    const files = temporaryFiles({ 'engine-child.mjs': `${answering} process.on('message', () => process.kill(process.pid, 'SIGSEGV'));` });
    const { engine } = made({ childEntry: { path: files.path('engine-child.mjs'), execArgv: [] } });
    for (let count = 0; count < 3; count += 1) await expect(engine.load(demo, never)).rejects.toMatchObject({ code: 'engine-failed' });
    await expect(engine.load(demo, never)).rejects.toMatchObject({ code: 'model-suspect' });
    files.remove();
  });

  describe('for want of memory', () => {
    const killing = `${answering} process.on('message', () => process.kill(process.pid, 'SIGKILL'));`;
    const refusing =
      `${answering} process.on('message', ({ id }) => process.send({ type: 'failed', id, ` +
      `error: { code: 'out-of-memory', message: 'failed to allocate', retryable: true } }));`;

    it.each([
      ['is ended by the system', killing],
      ['is given less than was said to be free', refusing],
    ])('%s: what was needed is told, and the model is none the worse for it', async (_case, source) => {
      const files = temporaryFiles({ 'engine-child.mjs': source });
      let kills = 7;
      const options = { childEntry: { path: files.path('engine-child.mjs'), execArgv: [] }, killsForMemory: () => kills++ };
      const { engine } = made(options);
      for (let time = 0; time < 4; time += 1) {
        await expect(engine.load({ ...demo, contextTokens: 4096 }, never)).rejects.toMatchObject({
          code: 'out-of-memory',
          message: expect.stringMatching(/needs [0-9.]+ GB of memory with a context of 4096 tokens/u),
          details: { neededBytes: expect.any(Number), mayFitContextTokens: null },
        });
      }
      expect(engine.status).toMatchObject({ state: 'failed', error: { code: 'out-of-memory' } });
      files.remove();
    });

    describe('of a model whose context nobody chose', () => {
      const loading = (condition: string) =>
        `${answering} process.on('message', ({ id, contextTokens, sequences }) => ${condition} ` +
        `? process.send({ type: 'loaded', id, contextTokens, threads: 1, memoryBytes: 1 }) ` +
        `: process.send({ type: 'failed', id, error: { code: 'out-of-memory', message: 'failed to allocate', retryable: true } }));`;

      /** The demo model, as if made for 32,768 tokens. */
      function longModel(): Buffer {
        const [bytes, name] = [readFileSync(demoPath), 'qwen3.context_length'];
        bytes.writeUInt32LE(32_768, bytes.indexOf(name) + name.length + Uint32Array.BYTES_PER_ELEMENT);
        return bytes;
      }

      function starved(condition: string) {
        const files = temporaryFiles({ 'engine-child.mjs': loading(condition), 'model.gguf': longModel() });
        const remarks: unknown[] = [];
        const log = { debug() {}, info() {}, error() {}, warn: (fields: object) => void remarks.push(fields) };
        const options = {
          childEntry: { path: files.path('engine-child.mjs'), execArgv: [] },
          freeMemoryBytes: async () => 64e9,
          snapshots: { folder: files.path('snapshots') },
          log,
        };
        const request = { modelId: 'own', path: files.path('model.gguf'), contextTokens: null };
        return { files, remarks, request, options, ...made(options) };
      }

      it('goes on with less until it fits, tells both sizes, and stays loaded', async () => {
        const { engine, files, remarks, request } = starved('contextTokens <= 8192 && sequences === 1');
        const loaded = await engine.load(request, never);
        expect(loaded).toMatchObject({ contextTokens: 8192, largestContextTokens: 8192, sequences: 1 });
        expect(engine.status).toMatchObject({ state: 'ready', contextTokens: 8192, refusedContextTokens: 32_768 });
        expect(remarks).toMatchObject([32_768, 16_384, 8192].map((contextTokens) => ({ model: 'own', contextTokens, sequences: 1 })));
        expect(await engine.load(request, never)).toBe(loaded);
        files.remove();
      });

      it('begins with what fitted the last time, after a restart too, until there is more memory or the writer chooses', async () => {
        const { engine: before, files, remarks, request, options } = starved('contextTokens <= 8192 && sequences === 1');
        await before.load(request, never);
        await before[Symbol.asyncDispose]();
        writeFileSync(files.path('engine-child.mjs'), loading('true'));
        const loadedWith = async (contextTokens: number | null, freeBytes = 64e9) => {
          remarks.length = 0;
          const { engine } = made({ ...options, freeMemoryBytes: async () => freeBytes });
          const loaded = await engine.load({ ...request, contextTokens }, never);
          const { refusedContextTokens } = engine.status;
          await engine[Symbol.asyncDispose]();
          expect(remarks).toEqual([]);
          return { contextTokens: loaded.contextTokens, sequences: loaded.sequences, refusedContextTokens };
        };
        expect(await loadedWith(null)).toEqual({ contextTokens: 8192, sequences: 1, refusedContextTokens: 32_768 });
        expect(await loadedWith(null, 64.01e9)).toMatchObject({ contextTokens: 8192 });
        expect(await loadedWith(null, 70e9)).toEqual({ contextTokens: 32_768, sequences: 4, refusedContextTokens: undefined });
        expect(await loadedWith(16_384)).toMatchObject({ contextTokens: 16_384, sequences: 1 });
        expect(await loadedWith(null)).toMatchObject({ contextTokens: 16_384, sequences: 1 });
        files.remove();
      });

      it('is refused only when 4,096 tokens do not fit either', async () => {
        const { engine, files, remarks, request } = starved('false');
        await expect(engine.load(request, never)).rejects.toMatchObject({
          code: 'out-of-memory',
          message: expect.stringMatching(/with a context of 4096 tokens/u),
          details: { mayFitContextTokens: null },
        });
        expect(remarks).toHaveLength(4);
        files.remove();
      });

      it('keeps a context that the writer chose, with one state, or tells what may fit', async () => {
        const { engine, files, request } = starved('contextTokens <= 8192 && sequences === 1');
        const fits = await engine.load({ ...request, contextTokens: 8192 }, never);
        expect(fits).toMatchObject({ contextTokens: 8192, sequences: 1 });
        expect(engine.status.refusedContextTokens).toBeUndefined();
        await expect(engine.load({ ...request, contextTokens: 16_384 }, never)).rejects.toMatchObject({
          code: 'out-of-memory',
          details: { mayFitContextTokens: 8192 },
        });
        files.remove();
      });
    });

    it('is ended by the system in the middle of an answer: the writer hears why, and it comes back', async () => {
      let kills = 7;
      const { engine } = made({ killsForMemory: () => kills });
      await engine.load(demo, never);
      const events = await eventsOf(engine.generate(long, never), (event) => {
        if (event.type !== 'text' || kills > 7) return;
        kills += 1;
        process.kill(onlyProcess(), 'SIGKILL');
      });
      expect(events.at(-1)).toMatchObject({ reason: 'failed', error: { code: 'engine-failed', details: { memoryRanOut: true } } });
      await until(() => engine.status.state === 'ready');
    });
  });

  it('dies while loading: nothing is said of texts or of a restart', async () => {
    const engine = await loadWith(`${answering} process.on('message', () => process.exit(3));`);
    const { message, hint } = engine.status.error ?? {};
    expect(message).toBe('The engine stopped while the model was loaded (exit code 3).');
    expect(hint).not.toMatch(/text|restarted/u);
  });
});

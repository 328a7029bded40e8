import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Usage } from '@maobi/contract';
import { qwen3InstructSampling, type Engine, type EngineEvent, type GenerateRequest, type PromptMessage } from '@maobi/core';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LlamaEngineOptions } from './index.ts';
import {
  ask,
  demo,
  demoPath,
  endingInShortPass,
  engineProcesses,
  eventsOf,
  never,
  powerlessEngine,
  temporaryFiles,
  testEngine,
  until,
} from './test-processes.ts';

const story = '海边的小城在清晨醒来，渔船一只一只靠岸，市场里已经有人在讲价。'.repeat(8);

interface Answer {
  readonly text: string;
  readonly usage: Usage;
}

async function answer(engine: Engine, request: GenerateRequest): Promise<Answer> {
  const events = await eventsOf(engine.generate(request, never));
  const end = events.at(-1);
  if (end?.type !== 'ended' || end.error) throw new Error('the answer did not end well', { cause: end });
  return { text: textOf(events), usage: end.usage };
}

function textOf(events: readonly EngineEvent[]): string {
  return events.map((event) => (event.type === 'text' ? event.text : '')).join('');
}

function talk(...texts: readonly string[]): GenerateRequest {
  const messages: PromptMessage[] = texts.map((text, index) => ({ role: index % 2 === 0 ? 'user' : 'assistant', text }));
  return ask('', { prompt: { kind: 'messages', messages } });
}

/** For what comes out the same to the last digit each time, and needs an engine of its own. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

describe('states on disk', () => {
  let kept: ReturnType<typeof temporaryFiles>;
  let files: ReturnType<typeof temporaryFiles>;
  const open: Engine[] = [];
  const remarks: string[] = [];
  const log = { debug() {}, info() {}, error() {}, warn: (_fields: object, text: string) => void remarks.push(text) };
  const folder = () => files.path('snapshots');

  async function engineWith(options: Partial<LlamaEngineOptions> = {}, path = demoPath): Promise<Engine> {
    const engine = testEngine({ snapshots: { folder: folder() }, log, ...options });
    open.push(engine);
    await engine.load({ ...demo, path }, never);
    return engine;
  }

  async function closed(engine: Engine): Promise<void> {
    open.splice(open.indexOf(engine), 1);
    await engine[Symbol.asyncDispose]();
  }

  const written = once(async () => {
    const engine = await engineWith({ snapshots: { folder: kept.path('snapshots') } });
    const first = await answer(engine, ask(story, { maxTokens: 60 }));
    await closed(engine);
    return talk(story, first.text, '再写一段。');
  });

  /** Lays down what an engine leaves that wrote an answer and ended; returns the request that follows that. */
  async function writtenAndClosed(): Promise<GenerateRequest> {
    const next = await written();
    cpSync(kept.path('snapshots'), folder(), { recursive: true });
    return next;
  }

  const readAnew = once(async () => {
    const next = await written();
    const engine = await engineWith({ snapshots: null });
    const answered = await answer(engine, next);
    await closed(engine);
    return answered;
  });

  /** What goes on from the same answer as it stands in memory: what is read and written is the same, in the same passes. */
  async function continueInMemory(): Promise<Answer> {
    const engine = await engineWith({ snapshots: null });
    const first = await answer(engine, ask(story, { maxTokens: 60 }));
    const continued = await answer(engine, talk(story, first.text, '再写一段。'));
    await closed(engine);
    expect(continued.usage.cachedTokens).toBeGreaterThanOrEqual(first.usage.promptTokens + first.usage.writtenTokens - 1);
    return continued;
  }
  const continuedInMemory = once(continueInMemory);

  const states = () => readdirSync(folder()).filter((name) => name.endsWith('.state'));
  /** Written last: a state without one was cut off. */
  const records = () => readdirSync(folder()).filter((name) => name.endsWith('.json') && name !== 'answers.json');

  beforeAll(() => {
    kept = temporaryFiles({});
  });
  afterAll(() => kept.remove());
  beforeEach(() => {
    files = temporaryFiles({});
    remarks.length = 0;
  });
  afterEach(async () => {
    for (const engine of open.splice(0)) await engine[Symbol.asyncDispose]();
    files.remove();
  });

  it('are found after a restart: question and answer are not read again, and the text is the same', async () => {
    const next = await writtenAndClosed();
    expect(await answer(await engineWith(), next)).toEqual(await continuedInMemory());
  });

  it('have all of an answer that the end of its JSON ended', async () => {
    const engine = await engineWith();
    const jsonSchema = { type: 'array', items: { type: 'string', maxLength: 12 }, minItems: 12, maxItems: 12 };
    for (const seed of [1, 2, 3]) {
      const sampling = { ...qwen3InstructSampling, temperature: 1.5 }; // no text that would be cut into the same tokens again
      const first = await answer(engine, ask(story, { jsonSchema, maxTokens: 400, sampling, seed }));
      const next = await answer(engine, talk(story, first.text, '再写一段。'));
      const endTokens = 8; // those that end the JSON are no part of the answer
      expect(next.usage.cachedTokens).toBeGreaterThanOrEqual(first.usage.promptTokens + first.usage.writtenTokens - endTokens);
    }
  });

  it('are rewritten for a context with more sequences or with fewer', async () => {
    const expected = await continuedInMemory();
    for (const parallel of [6, 2]) {
      const next = await writtenAndClosed();
      const other = testEngine({ snapshots: { folder: folder() } });
      open.push(other);
      await other.load({ ...demo, tuning: { threads: 1, batchTokens: 128, parallel, passCosts: {} } }, never);
      expect(await answer(other, next)).toEqual(expected);
      await closed(other);
      rmSync(folder(), { recursive: true });
    }
  });

  it('are written when they make way for others, and fetched again', async () => {
    const engine = await engineWith({ snapshots: { folder: folder(), idleMs: 600_000 } });
    // with nothing in common, not even the beginning of a turn, which would be copied from one state to another
    const topics = ['山', '河', '城', '路', '桥', '塔'].map((topic) =>
      ask('', { prompt: { kind: 'raw', text: `${topic}的故事。${story}` } }),
    );
    for (const topic of topics) await answer(engine, topic);
    expect(states().length).toBeGreaterThan(0);
    const [first] = topics;
    if (first) expect((await answer(engine, first)).usage.cachedTokens).toBeGreaterThan(100);
  });

  it('are written when nothing is to do for a while', async () => {
    const engine = await engineWith({ snapshots: { folder: folder(), idleMs: 50 } });
    await answer(engine, ask(story));
    await until(() => records().length > 0);
    const killed = engineProcesses();
    for (const processId of killed) process.kill(processId, 'SIGKILL');
    const hasComeBack = () => engineProcesses().some((processId) => !killed.includes(processId));
    await until(() => hasComeBack() && engine.status.state === 'ready');
    expect((await answer(engine, ask(story))).usage.cachedTokens).toBeGreaterThan(100);
  });

  it.each(['damaged', 'cut off', 'cut off before they were recorded', 'without record', 'with a foreign record'])(
    '%s are discarded, and the answer is right',
    async (kind) => {
      const next = await writtenAndClosed();
      const expected = await readAnew();
      const state = join(folder(), states()[0] ?? '');
      const record = state.replace(/state$/u, 'json');
      if (kind === 'damaged') {
        const bytes = readFileSync(state);
        bytes.fill(0xa5, bytes.length / 2, bytes.length / 2 + 4096);
        writeFileSync(state, bytes);
      }
      if (kind === 'cut off') truncateSync(state, Math.floor(statSync(state).size / 2));
      if (kind === 'cut off before they were recorded') {
        // as a disk that is full leaves a file whose last bytes were still to be written
        truncateSync(state, Math.floor(statSync(state).size * 0.9));
        const { stateBytes: _, checksum: __, ...rest } = JSON.parse(readFileSync(record, 'utf8')) as Record<string, unknown>;
        const bytes = readFileSync(state);
        writeFileSync(record, JSON.stringify({ ...rest, stateBytes: bytes.length, checksum: crc32(bytes) }));
      }
      if (kind === 'without record') writeFileSync(record, '{"format":2}');
      if (kind === 'with a foreign record') writeFileSync(record, readFileSync(record, 'utf8').replace(/"key":"../u, '"key":"zz'));
      const answered = await answer(await engineWith(), next);
      expect(answered.text).toBe(expected.text);
      expect(answered.usage.cachedTokens).toBe(0);
    },
  );

  it('are not used for another file under the same name', async () => {
    const bytes = readFileSync(demoPath);
    const copy = files.path('model.gguf');
    writeFileSync(copy, bytes);
    const before = await engineWith({}, copy);
    await answer(before, ask(story));
    await closed(before);
    bytes.fill(bytes[bytes.length - 5000] ?? 0, bytes.length - 20_000, bytes.length - 4000);
    writeFileSync(copy, bytes);
    expect((await answer(await engineWith({}, copy), ask(story))).usage.cachedTokens).toBe(0);
  });

  it('stay within their cap, the oldest going first, and leave alone what is not theirs', async () => {
    mkdirSync(folder(), { recursive: true });
    writeFileSync(join(folder(), 'notes.txt'), 'mine');
    const perState = 1_200_000;
    for (const topic of ['山', '河', '城', '路']) {
      const engine = await engineWith({ snapshots: { folder: folder(), capBytes: 2 * perState } });
      await answer(engine, ask(`${topic}的故事。${story}`));
      await closed(engine);
    }
    const bytes = states().reduce((sum, name) => sum + statSync(join(folder(), name)).size, 0);
    expect(bytes).toBeLessThanOrEqual(2 * perState);
    expect(states().length).toBeGreaterThan(0);
    expect(readFileSync(join(folder(), 'notes.txt'), 'utf8')).toBe('mine');
    const last = await engineWith();
    expect(await last.heldTokens(ask(`路的故事。${story}`).prompt)).toBeGreaterThan(100);
    expect(await last.heldTokens(ask(`山的故事。${story}`).prompt)).toBeLessThan(20);
  });

  it('that crashed the process while they were fetched are not fetched again', async () => {
    const next = await writtenAndClosed();
    const record = records()[0] ?? '';
    const content = readFileSync(join(folder(), record));
    writeFileSync(join(folder(), record.replace(/json$/u, 'loading')), content);
    files.removeFile(join('snapshots', record));
    expect((await answer(await engineWith(), next)).usage.cachedTokens).toBe(0);
    expect(states()).toEqual([]);
  });

  it('are done without where a file lies in the place of their folder, with a word to the log', async () => {
    writeFileSync(folder(), 'a file where the folder should be');
    const engine = await engineWith();
    expect((await answer(engine, ask(story))).text).not.toBe('');
    await closed(engine);
    expect(remarks.join()).toMatch(/Snapshots cannot be kept/u);
  });

  describe('in a folder that is read-only', () => {
    /** Every file of the folder, when it was written, and who may. */
    const facts = () => readdirSync(folder()).map((name) => [name, statSync(join(folder(), name)).mtimeMs]);
    const lock = (mode: number) => {
      chmodSync(files.path('.'), 0o755);
      chmodSync(folder(), mode);
      for (const name of readdirSync(folder())) chmodSync(join(folder(), name), 0o644);
    };
    const readOnly = async () => {
      const engine = powerlessEngine({ snapshots: { folder: folder() }, log });
      open.push(engine);
      await engine.load(demo, never);
      return engine;
    };

    it('are used as they are, nothing is written, and the log hears of it once', async () => {
      const next = await writtenAndClosed();
      const expected = await continuedInMemory();
      lock(0o555);
      const before = facts();
      const engine = await readOnly();
      for (let time = 0; time < 2; time += 1) {
        const answered = await answer(engine, time === 0 ? next : ask(`山的故事。${story}`));
        if (time === 0) expect(answered).toEqual(expected);
      }
      await closed(engine);
      lock(0o755);
      expect(facts()).toEqual(before);
      expect(remarks).toEqual([expect.stringContaining('are used, but no new ones kept')]);
    });

    it('are not used after a crash: it cannot be told which of them it came from', async () => {
      const next = await writtenAndClosed();
      lock(0o555);
      const engine = await readOnly();
      expect(await engine.heldTokens(next.prompt)).toBeGreaterThan(100);
      const crashed = engineProcesses();
      for (const processId of crashed) process.kill(processId, 'SIGKILL');
      await until(() => engine.status.state === 'ready' && engineProcesses().some((processId) => !crashed.includes(processId)));
      expect((await answer(engine, next)).usage.cachedTokens).toBe(0);
      lock(0o755);
    });
  });

  it('get their folder back when it vanished', async () => {
    const engine = await engineWith();
    rmSync(folder(), { recursive: true });
    expect((await answer(engine, ask(story))).text).not.toBe('');
    await closed(engine);
    expect(states()).toHaveLength(1);
    expect(remarks).toEqual([]);
  });
});

describe('several texts at once with a common start', () => {
  it('read it once: the others get it through a snapshot, and all write what they would have written alone', async () => {
    const files = temporaryFiles({});
    const tuning = { threads: 1, batchTokens: 128, parallel: 3, passCosts: {} };
    const engine = testEngine({ snapshots: { folder: files.path('snapshots') } });
    await engine.load({ ...demo, tuning }, never);
    const requestFor = (topic: string) => (filling: string) => ask(`${story.repeat(4)}${filling}\n写一句关于${topic}的话。`);
    const requests = await Promise.all(['山', '海', '城'].map((topic) => endingInShortPass(engine, requestFor(topic))));
    const together = await Promise.all(requests.map((request) => answer(engine, request)));
    const read = together.map(({ usage }) => usage.promptTokens - usage.cachedTokens).toSorted((left, right) => left - right);
    const [first = 0, second = 0, whole = 0] = read;
    expect(whole).toBeGreaterThan(800);
    // no more than the last pass of the one that reads, which may not be in what it hands over
    expect(Math.max(first, second)).toBeLessThan(64);
    const alone = testEngine();
    await alone.load(demo, never);
    for (const [index, request] of requests.entries()) expect((await answer(alone, request)).text).toBe(together[index]?.text);
    await engine[Symbol.asyncDispose]();
    await alone[Symbol.asyncDispose]();
    files.remove();
  });
});

describe('what was evaluated is not read again', () => {
  let files: ReturnType<typeof temporaryFiles>;
  let engine: Engine;
  beforeAll(async () => {
    files = temporaryFiles({});
    engine = testEngine({ snapshots: { folder: files.path('snapshots'), idleMs: 600_000 } });
    await engine.load({ ...demo, contextTokens: 4096 }, never);
  });
  afterAll(async () => {
    await engine[Symbol.asyncDispose]();
    files.remove();
  });

  /** Next question, another answer to the last question, an edit of the last question, a part of the answer to go on with. */
  const moves = fc.array(
    fc.record({ kind: fc.constantFrom('ask', 'again', 'edit', 'continue'), topic: fc.constantFrom('山', '海', '夜市', 'tea') }),
    {
      minLength: 2,
      maxLength: 7,
    },
  );

  it('in any course of a conversation: the next request begins with the tokens before, up to the point of change', async () => {
    const report = await fc.check(
      fc.asyncProperty(moves, fc.uuid(), async (steps, name) => {
        let texts = [`${name}：写一段关于小城的话。`];
        let before: { texts: readonly string[]; evaluated: number } | null = null;
        for (const { kind, topic } of [{ kind: 'first', topic: '' }, ...steps]) {
          if (kind === 'ask') texts = [...texts, `再写写${topic}。`];
          if (kind === 'edit') texts = [...texts.slice(0, -2), `改成${topic}。`];
          if (kind === 'again') texts = texts.slice(0, -1);
          const begun = texts.length % 2 === 0 ? texts.at(-1) : '';
          const { text, usage } = await answer(engine, { ...talk(...texts), seed: steps.length, maxTokens: 24 });
          if (before && kind === 'ask') expect(usage.cachedTokens).toBeGreaterThanOrEqual(before.evaluated - 1);
          if (before && kind === 'again') expect(usage.cachedTokens).toBe(usage.promptTokens - 1);
          if (before && kind === 'continue') expect(usage.cachedTokens).toBeGreaterThanOrEqual(before.evaluated - 1);
          texts = begun ? [...texts.slice(0, -1), begun + text] : [...texts, text];
          before = { texts, evaluated: usage.promptTokens + usage.writtenTokens };
        }
      }),
      { numRuns: 12 },
    );
    expect(report).toMatchObject({ failed: false });
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createStudioClient, type Run, type StudioClient, type Usage } from '@maobi/contract';
import { nodeArguments, productFolder } from '../../../scripts/building/build-product.mjs';
import { uuidV7 } from '../../../apps/studio/src/surroundings/uuid-v7.ts';
import { writtenDocument, type PlannedSection } from '../../written-document.ts';
import { ask } from '../../../tests/faults/studio-process.ts';
import { stopAfterMs, type Completion, type Contestant, type PeakMemory, type Task } from './contestant.ts';
import { eventData } from './event-stream.ts';
import { GrowingAnswer } from './growing-answer.ts';
import { ServerProcess } from './server-process.ts';

interface Options {
  readonly modelPath: string;
  readonly contextTokens: number;
}

interface Chunk {
  readonly choices?: readonly { readonly delta?: { readonly content?: string | null } }[];
  readonly usage?: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly prompt_tokens_details: { readonly cached_tokens: number };
  } | null;
  readonly error?: { readonly message: string };
}

/** What writing one section of a document cost. */
export interface SectionRun extends Usage {
  readonly beganMs: number;
  readonly endedMs: number;
}

/** The built product on a data folder of its own, asked as its OpenAI-compatible clients and its pages ask it. */
export class MaobiContestant implements Contestant {
  readonly name = 'Maobi';
  readonly flags: string;
  readonly #options: Options;
  readonly #home = mkdtempSync(join(tmpdir(), 'maobi-versus-'));
  #server: ServerProcess | null = null;
  #url = '';

  constructor(options: Options) {
    this.#options = options;
    this.flags = `maobi serve --model FILE (context ${options.contextTokens})`;
  }

  get isRunning(): boolean {
    return this.#server?.isRunning === true;
  }

  async start(): Promise<number> {
    if (this.isRunning) return 0;
    const startedMs = performance.now();
    const dataFolder = join(this.#home, 'data');
    mkdirSync(dataFolder, { recursive: true });
    const server = new ServerProcess(process.execPath, {
      arguments: [
        ...nodeArguments,
        join(productFolder, 'maobi.js'),
        'serve',
        '--no-open',
        '--port',
        '0',
        '--model',
        this.#options.modelPath,
      ],
      environment: { MAOBI_HOME: dataFolder, NO_COLOR: '1' },
      logPath: join(this.#home, `log-${Date.now()}.txt`),
    });
    this.#server = server;
    const launchUrl = await server.until(async () => /http:\S+/u.exec(server.output)?.[0] ?? null);
    this.#url = new URL(launchUrl).origin;
    await this.#client().call('updateSettings', { body: { contextTokens: this.#options.contextTokens } });
    await server.until(() => this.#readyContext());
    const loadedMs = performance.now() - startedMs;
    await this.complete({ messages: [{ role: 'user', content: '一' }], maxTokens: 1 }); // takes the context that was set
    await server.settle();
    return loadedMs;
  }

  async stop(): Promise<void> {
    await this.#server?.end();
    this.#server = null;
  }

  async complete(task: Task): Promise<Completion> {
    const startedMs = performance.now();
    const response = await this.#post('/v1/chat/completions', {
      model: 'default',
      messages: task.messages,
      max_tokens: task.maxTokens,
      temperature: 0,
      seed: 1,
      stream: true,
      stream_options: { include_usage: true },
      ...(task.prediction === undefined ? {} : { prediction: { type: 'content', content: task.prediction } }),
    });
    let text = '';
    let firstTokenMs: number | null = null;
    let usage: Chunk['usage'] = null;
    for await (const data of eventData(response)) {
      const chunk = data as Chunk;
      if (chunk.error) throw new Error(`Maobi: ${chunk.error.message}`);
      const piece = chunk.choices?.[0]?.delta?.content ?? '';
      if (piece !== '') firstTokenMs ??= performance.now() - startedMs;
      text += piece;
      usage = chunk.usage ?? usage;
    }
    if (!usage) throw new Error('Maobi ended a stream without telling what it used.');
    const totalMs = performance.now() - startedMs;
    return {
      text,
      totalMs,
      firstTokenMs: firstTokenMs ?? totalMs,
      writtenTokens: usage.completion_tokens,
      promptTokens: usage.prompt_tokens,
      cachedTokens: usage.prompt_tokens_details.cached_tokens,
    };
  }

  async stopLatencyMs(task: Task, moment: 'reading' | 'writing'): Promise<number> {
    const client = this.#client();
    const question = await ask(client, lastTextOf(task), task.maxTokens);
    for await (const event of client.streamRun(question.run)) {
      if (event.type === 'ended') throw new Error(`Maobi ended before it could be stopped while ${moment}.`);
      if (event.type !== (moment === 'writing' ? 'text' : 'reading')) continue;
      await pause(stopAfterMs);
      const startedMs = performance.now();
      await client.call('stopRun', { params: { id: question.run }, body: {} });
      return performance.now() - startedMs;
    }
    throw new Error('Maobi closed the stream of a run that had not ended.');
  }

  async overhead(task: Task): Promise<{ clientMs: number; engineMs: number; writtenTokens: number }> {
    const client = this.#client();
    const startedMs = performance.now();
    const question = await ask(client, lastTextOf(task), task.maxTokens);
    let run: Run | null = null;
    for await (const event of client.streamRun(question.run)) if (event.type === 'ended') run = event.run;
    const clientMs = performance.now() - startedMs;
    if (!run?.timings || !run.usage) throw new Error('Maobi ended a run without its timings.');
    return { clientMs, engineMs: run.timings.readingMs + run.timings.writingMs, writtenTokens: run.usage.writtenTokens };
  }

  /** A conversation without a question: the address of its page, and one that lets a browser in. */
  async newConversation(): Promise<{ readonly id: string; readonly url: string; readonly entryUrl: string }> {
    const id = uuidV7();
    await this.#client().call('createConversation', { body: { id } });
    const launch = (await (await this.#post('/api/session/launch', {})).json()) as { path: string };
    return { id, url: `${this.#url}/c/${id}`, entryUrl: this.#url + launch.path };
  }

  /** Asks there, as the page would. */
  async beginAnswer(conversation: string, task: Task): Promise<GrowingAnswer> {
    const client = this.#client();
    const runId = uuidV7();
    const body = {
      id: uuidV7(),
      parentId: null,
      text: lastTextOf(task),
      answerId: uuidV7(),
      runId,
      options: { maxTokens: task.maxTokens },
    };
    await client.call('sendMessage', { params: { id: conversation }, body });
    return new GrowingAnswer(client, runId);
  }

  /** Has a job of the studio write a document; the last run of each section, in order. Throws when one wrote nothing. */
  async writeDocument(topic: string, plan: readonly PlannedSection[]): Promise<readonly SectionRun[]> {
    const { sections } = await writtenDocument(this.#client(), topic, plan);
    return sections.map(({ version }) => {
      const { createdAt, endedAt = null, usage = null } = version?.run ?? {};
      if (createdAt === undefined || endedAt === null || usage === null) throw new Error('Maobi left a section of the document unwritten.');
      return { ...usage, beganMs: Date.parse(createdAt), endedMs: Date.parse(endedAt) };
    });
  }

  /** What it said before loading that the model would take with its contexts. */
  async expectedMemoryBytes(): Promise<number> {
    const { engine } = await this.#client().call('getSystem', {});
    return engine.expectedMemoryBytes ?? Number.NaN;
  }

  peakMemory(): PeakMemory {
    const processes = this.#server?.peakBytes() ?? [];
    return {
      totalBytes: processes.reduce((sum, { bytes }) => sum + bytes, 0) - (this.#server?.bytesCountedTwice() ?? 0),
      engineBytes: processes.find(({ commandLine }) => commandLine.includes('engine-child'))?.bytes ?? Number.NaN,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }

  async #readyContext(): Promise<number | null> {
    const { engine } = await this.#client().call('getSystem', {});
    if (engine.state === 'failed') throw new Error(engine.error?.message);
    return engine.state === 'ready' ? engine.contextTokens : null;
  }

  #client(): StudioClient {
    return createStudioClient({ baseUrl: this.#url, headers: this.#authorization() });
  }

  #post(path: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json', ...this.#authorization() };
    return fetch(this.#url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  #authorization(): { authorization: string } {
    return { authorization: `Bearer ${readFileSync(join(this.#home, 'data', 'local.key'), 'utf8').trim()}` };
  }
}

function lastTextOf(task: Task): string {
  return task.messages.at(-1)?.content ?? '';
}

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../../scripts/running/free-port.ts';
import { stopAfterMs, type ChatMessage, type Completion, type Contestant, type PeakMemory, type Task } from './contestant.ts';
import { eventData } from './event-stream.ts';
import { ServerProcess } from './server-process.ts';
import { TokenHistory } from './token-history.ts';

interface Options {
  readonly name: string;
  readonly serverPath: string;
  readonly modelPath: string;
  readonly contextTokens: number;
  /** Beside model, context, address and `--slot-save-path`, which all have. */
  readonly extraFlags?: readonly string[];
  /**
   * Sends the history as the very tokens that were read and written, as the most careful client can; the others send text,
   * which the server turns into tokens anew.
   */
  readonly sendsTokens?: boolean;
}

interface Chunk {
  readonly choices?: readonly { readonly delta?: { readonly content?: string | null } }[];
  readonly content?: string;
  readonly tokens?: readonly number[];
  readonly prompt_progress?: object;
  readonly timings?: {
    readonly cache_n: number;
    readonly prompt_n: number;
    readonly prompt_ms: number;
    readonly predicted_n: number;
    readonly predicted_ms: number;
    readonly draft_n?: number;
    readonly draft_n_accepted?: number;
  };
  readonly error?: { readonly message: string };
}

interface Slot {
  readonly id: number;
  readonly is_processing: boolean;
  readonly n_prompt_tokens?: number;
}

/** llama.cpp's own server. */
export class LlamaServerContestant implements Contestant {
  readonly name: string;
  readonly flags: string;
  readonly #options: Options;
  readonly #folder = mkdtempSync(join(tmpdir(), 'llama-server-versus-'));
  readonly #history = new TokenHistory({ template: (messages) => this.#applyTemplate(messages), tokenize: (text) => this.tokens(text) });
  #server: ServerProcess | null = null;
  #url = '';
  #savedSlots: number[] = [];
  /** Tokens that the last completion drafted, and those that were right. */
  drafts = { drafted: 0, accepted: 0 };
  #engineMs = 0;

  constructor(options: Options) {
    this.#options = options;
    this.name = options.name;
    this.flags = ['llama-server --model FILE', `--ctx-size ${options.contextTokens}`, ...(options.extraFlags ?? [])].join(' ');
  }

  get isRunning(): boolean {
    return this.#server?.isRunning === true;
  }

  async start(): Promise<number> {
    if (this.isRunning) return 0;
    const startedMs = performance.now();
    const { serverPath, modelPath, contextTokens, extraFlags = [] } = this.#options;
    const port = await freePort();
    const slotFolder = join(this.#folder, 'slots');
    mkdirSync(slotFolder, { recursive: true });
    const address = ['--host', '127.0.0.1', '--port', String(port), '--slot-save-path', slotFolder];
    const server = new ServerProcess(serverPath, {
      arguments: ['--model', modelPath, '--ctx-size', String(contextTokens), ...address, ...extraFlags],
      logPath: join(this.#folder, 'log.txt'),
    });
    this.#server = server;
    this.#url = `http://127.0.0.1:${port}`;
    await server.until(async () => ((await fetch(`${this.#url}/health`)).ok ? true : null));
    const loadedMs = performance.now() - startedMs;
    await this.complete({ messages: [{ role: 'user', content: '一' }], maxTokens: 1 });
    await server.settle();
    return loadedMs;
  }

  async stop(): Promise<void> {
    await this.#server?.end();
    this.#server = null;
  }

  async complete(task: Task): Promise<Completion> {
    const startedMs = performance.now();
    const response = await (this.#options.sendsTokens === true ? this.#askWithTokens(task) : this.#askWithText(task));
    const { text, timings, written, firstTextMs } = await this.#collect(response);
    const totalMs = performance.now() - startedMs;
    if (this.#options.sendsTokens === true) this.#history.remember(text, written);
    this.drafts = { drafted: timings.draft_n ?? 0, accepted: timings.draft_n_accepted ?? 0 };
    this.#engineMs = timings.prompt_ms + timings.predicted_ms;
    const promptTokens = timings.cache_n + timings.prompt_n;
    const { predicted_n: writtenTokens, cache_n: cachedTokens } = timings;
    return { text, totalMs, firstTokenMs: firstTextMs - startedMs, writtenTokens, promptTokens, cachedTokens };
  }

  async stopLatencyMs(task: Task, moment: 'reading' | 'writing'): Promise<number> {
    const leaving = new AbortController();
    const response = await this.#askWithText(task, leaving.signal);
    for await (const data of eventData(response)) {
      const isWriting = ((data as Chunk).choices?.[0]?.delta?.content ?? '') !== '';
      if (isWriting || moment === 'reading') break;
    }
    await pause(stopAfterMs);
    const startedMs = performance.now();
    leaving.abort();
    while ((await this.#slots()).some((slot) => slot.is_processing)) await pause(2);
    return performance.now() - startedMs;
  }

  async overhead(task: Task): Promise<{ clientMs: number; engineMs: number; writtenTokens: number }> {
    const { totalMs, writtenTokens } = await this.complete(task);
    return { clientMs: totalMs, engineMs: this.#engineMs, writtenTokens };
  }

  peakMemory(): PeakMemory {
    const totalBytes = (this.#server?.peakBytes() ?? []).reduce((sum, { bytes }) => sum + bytes, 0);
    return { totalBytes, engineBytes: totalBytes };
  }

  /** Writes the states of all slots to files. */
  async saveSlots(): Promise<void> {
    const used = (await this.#slots()).filter(({ n_prompt_tokens = 0 }) => n_prompt_tokens > 0);
    this.#savedSlots = used.map(({ id }) => id);
    for (const id of this.#savedSlots) await this.#json(`/slots/${id}?action=save`, { filename: `slot-${id}.bin` });
  }

  /** Reads them back after a restart; returns milliseconds. */
  async restoreSlots(): Promise<number> {
    const startedMs = performance.now();
    for (const id of this.#savedSlots) await this.#json(`/slots/${id}?action=restore`, { filename: `slot-${id}.bin` });
    return performance.now() - startedMs;
  }

  /** The tokens of a text; marks of the template are read as such. */
  async tokens(text: string): Promise<number[]> {
    return ((await this.#json('/tokenize', { content: text, parse_special: true })) as { tokens: number[] }).tokens;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #collect(response: Response) {
    let text = '';
    let firstTextMs: number | null = null;
    let timings: Chunk['timings'];
    const written: number[] = [];
    for await (const data of eventData(response)) {
      const chunk = data as Chunk;
      if (chunk.error) throw new Error(`${this.name}: ${chunk.error.message}`);
      const piece = chunk.choices?.[0]?.delta?.content ?? chunk.content ?? '';
      if (piece !== '') firstTextMs ??= performance.now();
      text += piece;
      if (!chunk.prompt_progress) written.push(...(chunk.tokens ?? [])); // news of the reading come with a token 0
      timings = chunk.timings ?? timings;
    }
    if (!timings) throw new Error(`${this.name} ended a stream without telling what it used.`);
    return { text, timings, written, firstTextMs: firstTextMs ?? performance.now() };
  }

  #askWithText(task: Task, signal?: AbortSignal): Promise<Response> {
    const body = { messages: task.messages, max_tokens: task.maxTokens, stream_options: { include_usage: true } };
    return this.#post('/v1/chat/completions', { ...body, ...streamed }, signal);
  }

  async #askWithTokens(task: Task): Promise<Response> {
    const prompt = await this.#history.tokensOf(task.messages);
    return this.#post('/completion', { prompt, n_predict: task.maxTokens, return_tokens: true, ...streamed });
  }

  async #applyTemplate(messages: readonly ChatMessage[]): Promise<string> {
    return ((await this.#json('/apply-template', { messages })) as { prompt: string }).prompt;
  }

  async #slots(): Promise<Slot[]> {
    return (await (await fetch(`${this.#url}/slots`, { headers: oneRequestEach })).json()) as Slot[];
  }

  async #json(path: string, body: object): Promise<unknown> {
    const response = await this.#post(path, body);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }

  #post(path: string, body: object, signal?: AbortSignal): Promise<Response> {
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...oneRequestEach }, body: JSON.stringify(body) };
    return fetch(this.#url + path, signal ? { ...init, signal } : init);
  }
}

/** The server closes connections that rest, now and then just as the next request is sent on one. */
const oneRequestEach = { connection: 'close' } as const;

/** `return_progress` sends the headers at once: Node's fetch gives up on silent ones after five minutes. */
const streamed = { temperature: 0, seed: 1, ignore_eos: true, stream: true, return_progress: true } as const;

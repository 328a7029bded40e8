import { fork, type ChildProcess } from 'node:child_process';
import { StudioError } from '@maobi/core';
import { fromChildSchema, type Reply, type ToChild } from '../protocol.ts';
import type { ChildEntry } from './child-entry.ts';
import { Heartbeat } from './heartbeat.ts';
import { ReplyQueue } from './reply-queue.ts';

/** What a process needs to run and to find its temporary folder; keys, tokens and settings of the server stay out. */
const passedOn = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'windir', 'LD_LIBRARY_PATH'];
/**
 * One thread for all native work: with several, each pass may run on another one, and every one of them keeps a team of OpenMP threads.
 * More threads than cores make OpenMP sleep at each barrier instead of waiting, hundreds of times a token.
 */
const oneNativeThread = { UV_THREADPOOL_SIZE: '1' } as const;
/**
 * Of glibc, which would keep a heap of what was freed for each thread, and holes of many megabytes between the words of the vocabulary where
 * the tables of the file lay while it was loaded: 30 MB with Qwen3's. What is freed with each word stays for the next one.
 */
const smallNativeHeap = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '4194304', MALLOC_TRIM_THRESHOLD_: '8388608' } as const;
/**
 * Of glibc from 2.35 on, others overlook it: weights and states lie in pages of 2 MB where the kernel gives them to whoever asks (`madvise`, the
 * usual setting). Filling them takes half as long, and a pass loses less time looking up where they are: docs/decisions/2026-11-27-large-pages.md.
 */
const largePages = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' } as const;
/** Its garbage is small and short-lived; V8 would let 48 MB of it pile up beside a model that wants every byte. */
const smallNursery = '--max-semi-space-size=1';
const keptErrorCharacters = 4000;
/** Replies after which a question is not answered yet. */
const moreFollows: ReadonlySet<Reply['type']> = new Set(['progress', 'reading', 'text', 'stopping']);
/** Loading the native code takes a second, and many times that on a machine with other work. */
const startWithinMs = 60_000;

export interface ProcessEnd {
  /** `engine-failed`, or `engine-unavailable` when it never got as far as answering. */
  readonly error: StudioError;
  /** It answered at least once: what ended it may be the fault of the model. */
  readonly hadStarted: boolean;
  /** `kill` was called. */
  readonly wasAsked: boolean;
  /** The system ended it to free memory. */
  readonly ranOutOfMemory: boolean;
}

export interface EngineProcessOptions {
  readonly entry: ChildEntry;
  /** Silence after which the process is killed, once it has answered for the first time. */
  readonly silenceMs: number;
  readonly onMemory: (memoryBytes: number) => void;
  /** Something for the log that stops nothing. */
  readonly onRemark: (text: string) => void;
  readonly onExit: (end: ProcessEnd) => void;
  /** Processes that the system has ended to free memory; `null`: it does not tell. */
  readonly killsForMemory: () => number | null;
}

type Question = Exclude<ToChild, { type: 'stop' | 'pause' }>;
type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;

/** One engine process, from its start to its end. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #options: EngineProcessOptions;
  readonly #heartbeat: Heartbeat;
  readonly #exited: Promise<void>;
  #resolveExited: () => void = () => {};
  readonly #pending = new Map<number, ReplyQueue<Reply>>();
  readonly #startTimer: NodeJS.Timeout;
  #unwatch: () => void = () => {};
  #lastId = 0;
  #errorOutput = '';
  #end: StudioError | null = null;
  #wasAsked = false;
  #hadStarted = false;
  #killsSeen: number | null;
  #ranOutOfMemory = false;
  #cause: string | null = null;

  constructor(options: EngineProcessOptions) {
    this.#options = options;
    this.#killsSeen = options.killsForMemory();
    this.#exited = new Promise((resolve) => (this.#resolveExited = resolve));
    this.#heartbeat = new Heartbeat(() => performance.now(), options.silenceMs);
    this.#child = fork(options.entry.path, {
      execArgv: [smallNursery, ...options.entry.execArgv],
      env: { ...environment(), ...oneNativeThread, ...smallNativeHeap, ...largePages },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#startTimer = setTimeout(() => this.#fail('it did not start in time'), startWithinMs);
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errorOutput = (this.#errorOutput + text).slice(-keptErrorCharacters);
    });
    this.#child.on('message', (message) => this.#receive(message));
    this.#child.on('error', (error) => this.#ended(`it could not be started: ${error.message}`));
    this.#child.on('exit', (code, signal) => {
      this.#ranOutOfMemory = signal === 'SIGKILL' && !this.#wasAsked && this.#cause === null && this.#hasSystemKilled;
      this.#ended(this.#cause ?? (signal === null ? `exit code ${code}` : signal));
    });
  }

  /** Resolves when the process is gone. */
  get exited(): Promise<void> {
    return this.#exited;
  }

  /** Asks for something; the answers come in the queue, which fails with `engine-failed` when the process ends. */
  ask(question: Unnumbered<Question>): { readonly id: number; readonly replies: AsyncIterable<Reply> } {
    const id = (this.#lastId += 1);
    const replies = new ReplyQueue<Reply>();
    if (this.#end) replies.end(this.#end);
    else {
      this.#pending.set(id, replies);
      this.#send({ ...question, id } as Question);
    }
    return { id, replies };
  }

  /** Asks to stop a generation; it answers with `ended`. */
  stop(id: number): void {
    if (this.#pending.has(id)) this.#send({ type: 'stop', id });
  }

  /** Tells a generation to rest, or to go on. */
  setPaused(id: number, isPaused: boolean): void {
    if (this.#pending.has(id)) this.#send({ type: 'pause', id, isPaused });
  }

  /** Ends the process at once. Nothing in it has to be saved, and only this frees all its memory for sure. */
  kill(): Promise<void> {
    this.#wasAsked = true;
    this.#child.kill('SIGKILL');
    return this.exited;
  }

  #fail(cause: string): void {
    this.#cause ??= cause;
    this.#child.kill('SIGKILL');
  }

  #send(message: ToChild): void {
    // A channel that closes meanwhile is no news: the exit that follows answers everything that is pending.
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  #receive(raw: unknown): void {
    this.#heartbeat.beat();
    if (!this.#hadStarted) {
      this.#hadStarted = true;
      clearTimeout(this.#startTimer);
      this.#unwatch = this.#heartbeat.watch(() => this.#fail('it did not answer any more'));
    }
    const parsed = fromChildSchema.safeParse(raw);
    if (!parsed.success) return this.#fail('it sent a message that makes no sense');
    const message = parsed.data;
    if (message.type === 'beat') return this.#noteBeat(message.memoryBytes);
    if (message.type === 'remark') return this.#options.onRemark(message.text);
    const replies = this.#pending.get(message.id);
    replies?.push(message);
    if (moreFollows.has(message.type)) return;
    replies?.end();
    this.#pending.delete(message.id);
  }

  #noteBeat(memoryBytes: number): void {
    this.#killsSeen = this.#options.killsForMemory();
    this.#options.onMemory(memoryBytes);
  }

  /** Since the last beat: what was killed before was another process. */
  get #hasSystemKilled(): boolean {
    const kills = this.#options.killsForMemory();
    return kills !== null && this.#killsSeen !== null && kills > this.#killsSeen;
  }

  #ended(cause: string): void {
    if (this.#end) return;
    clearTimeout(this.#startTimer);
    this.#unwatch();
    this.#end = this.#errorOf(cause);
    for (const replies of this.#pending.values()) replies.end(this.#end);
    this.#pending.clear();
    this.#resolveExited();
    const [hadStarted, ranOutOfMemory, wasAsked] = [this.#hadStarted, this.#ranOutOfMemory, this.#wasAsked];
    this.#options.onExit({ error: this.#end, hadStarted, ranOutOfMemory, wasAsked });
  }

  #errorOf(cause: string): StudioError {
    const reason = { cause: this.#errorOutput.trim() || undefined };
    if (!this.#hadStarted) return new StudioError('engine-unavailable', `The engine cannot be started on this machine (${cause}).`, reason);
    if (!this.#ranOutOfMemory) return new StudioError('engine-failed', `The engine stopped unexpectedly (${cause}).`, reason);
    return new StudioError('engine-failed', 'Memory ran out, and the system ended the engine.', {
      ...reason,
      hint: 'The text written so far is kept. Close other programs or choose a shorter context, and try again.',
      details: { memoryRanOut: true },
    });
  }
}

function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

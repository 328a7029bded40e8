import { open } from 'node:fs/promises';
import { freemem } from 'node:os';
import { readFileSync } from 'node:fs';
import { contextBytesPerToken, readGgufHeader, type GgufHeader } from '@maobi/core';
import type { Contestant } from './contestants/contestant.ts';
import { LlamaServerContestant } from './contestants/llama-server-contestant.ts';
import { MaobiContestant } from './contestants/maobi-contestant.ts';
import type { VersusOptions } from './options.ts';
import { prose } from './texts.ts';

const contextStepTokens = 1024;
/** Room for what is written after the longest text that is read. */
const answerTokens = 2_048;
const smallestContextTokens = 6_144;
/** More than a quarter of the file beside weights and context is needed by nobody. */
const loadFactor = 1.25;
const reserveFactor = 1.2;
/** Maobi holds as many contexts side by side as pay on the machine; llama-server's slots share one. */
const mostStates = 8;
const sampleCharacters = 4_000;

/** What both sides have in common: the file, the texts, and one machine that computes for one of them at a time. */
export class Arena implements AsyncDisposable {
  readonly options: VersusOptions;
  readonly header: GgufHeader;
  readonly contextTokens: number;
  /** Of the prose that is used here. */
  tokensPerCharacter = 1;
  readonly maobi: MaobiContestant;
  /** With its defaults. */
  readonly llamaServer: LlamaServerContestant;
  /** With the flags its documentation has for this machine, and a client that sends tokens. */
  readonly llamaServerTuned: LlamaServerContestant;
  readonly #others: LlamaServerContestant[] = [];
  /** Running ones, the last used one at the end. */
  #running: Contestant[] = [];
  #seed = Math.floor(Date.now() / 1000) % 1_000_000;

  private constructor(options: VersusOptions, header: GgufHeader) {
    this.options = options;
    this.header = header;
    const longest = Math.max(...options.sizes) + answerTokens;
    const wanted = Math.max(smallestContextTokens, Math.ceil(longest / contextStepTokens) * contextStepTokens);
    this.contextTokens = Math.min(wanted, header.contextLength);
    this.maobi = new MaobiContestant({ modelPath: options.modelPath, contextTokens: this.contextTokens });
    this.llamaServer = this.#server('llama-server', []);
    const threads = ['--threads', String(options.threads), '--threads-batch', String(options.threads)];
    const flags = [...threads, '--parallel', '4', '--kv-unified', '--cache-reuse', '256', '--cache-ram', '8192'];
    this.llamaServerTuned = this.#server('llama-server, best flags', flags, true);
  }

  static async open(options: VersusOptions): Promise<Arena> {
    const file = await open(options.modelPath, 'r');
    try {
      const read = async (offset: number, length: number): Promise<Uint8Array> => {
        const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      };
      const arena = new Arena(options, await readGgufHeader(read, (await file.stat()).size));
      await arena.#countCharacters();
      return arena;
    } finally {
      await file.close();
    }
  }

  /** Another llama-server, e.g. with a way to draft. */
  withFlags(name: string, flags: readonly string[]): LlamaServerContestant {
    const server = this.#server(name, flags, true);
    this.#others.push(server);
    return server;
  }

  /** Makes sure it runs. Two stay loaded side by side where the memory allows; the one that rests uses no processor. */
  async enter<C extends Contestant>(contestant: C): Promise<C> {
    this.#running = [...this.#running.filter((each) => each !== contestant && each.isRunning), contestant];
    if (contestant.isRunning) return contestant;
    while (this.#running.length > 1 && (this.#running.length > 2 || !this.#fitsAnother())) await this.#running.shift()?.stop();
    await contestant.start();
    return contestant;
  }

  /** Ends it and starts it again; returns milliseconds until its model was loaded. */
  async restart(contestant: Contestant): Promise<number> {
    await contestant.stop();
    this.#running = this.#running.filter((each) => each !== contestant);
    const loadedMs = await contestant.start();
    this.#running.push(contestant);
    return loadedMs;
  }

  /** Runs the action for each, in turns that begin with another one each time. */
  async inTurns<C extends Contestant>(
    contestants: readonly C[],
    rounds: number,
    action: (contestant: C, round: number) => Promise<void>,
  ): Promise<void> {
    for (let round = 0; round < rounds; round += 1) {
      const shift = round % contestants.length;
      for (const contestant of [...contestants.slice(shift), ...contestants.slice(0, shift)])
        await action(await this.enter(contestant), round);
    }
  }

  /** Prose of about so many tokens that nobody has read before. */
  freshProse(tokens: number): string {
    this.#seed += 1;
    return prose(this.#seed, Math.round(tokens / this.tokensPerCharacter));
  }

  /** A number of tokens or turns at the scale that was asked for. */
  scaled(amount: number, least = 4): number {
    return Math.max(least, Math.round(amount * this.options.scale));
  }

  get contextBytes(): number {
    return this.contextTokens * contextBytesPerToken(this.header);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const each of [this.maobi, this.llamaServer, this.llamaServerTuned, ...this.#others]) await each[Symbol.asyncDispose]();
  }

  async #countCharacters(): Promise<void> {
    const server = await this.enter(this.llamaServer);
    this.tokensPerCharacter = (await server.tokens(prose(this.#seed, sampleCharacters))).length / sampleCharacters;
  }

  #server(name: string, extraFlags: readonly string[], sendsTokens = false): LlamaServerContestant {
    const { serverPath, modelPath } = this.options;
    return new LlamaServerContestant({ name, serverPath, modelPath, contextTokens: this.contextTokens, extraFlags, sendsTokens });
  }

  /** Whether the memory that is free now has room for one more, with something left for everybody else. */
  #fitsAnother(): boolean {
    const neededBytes = this.header.weightsBytes * loadFactor + this.contextBytes * mostStates;
    return availableBytes() > neededBytes * reserveFactor;
  }
}

function availableBytes(): number {
  const line = /^MemAvailable:\s+(\d+) kB/mu.exec(readFileSync('/proc/meminfo', 'utf8'));
  return line ? Number(line[1]) * 1024 : freemem();
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { createStudioClient, type StudioClient } from '@maobi/contract';
import { productFolder } from '../../scripts/building/build-product.mjs';
import { childrenOf, kill } from '../faults/studio-process.ts';

/** Made by `measured-home.ts`: what a studio has kept once it knows how fast the demo model is on this machine. */
export const measuredDatabase = fileURLToPath(new URL('../../.cache/tests/e2e/maobi.sqlite', import.meta.url));

/** The product as it was built before, serving with the real engine and the demo model on a data folder of its own. */
export class BuiltStudio implements AsyncDisposable {
  readonly home = mkdtempSync(join(tmpdir(), 'maobi-e2e-'));
  #server: ChildProcess | null = null;
  #url = '';
  #firstLaunchUrl = '';

  static async start(): Promise<BuiltStudio> {
    const studio = new BuiltStudio();
    await studio.startServer();
    return studio;
  }

  /** The same where the demo model has been measured: it is not measured again whenever nobody writes. */
  static async startMeasured(): Promise<BuiltStudio> {
    const studio = new BuiltStudio();
    copyFileSync(measuredDatabase, join(studio.home, 'maobi.sqlite'));
    await studio.startServer();
    return studio;
  }

  /** Starts the server; again on the port it had, so that open pages find it. Default of the first start: a free one. */
  async startServer(port = this.#url === '' ? '0' : new URL(this.#url).port): Promise<void> {
    const server = spawn(process.execPath, [join(productFolder, 'maobi.js'), 'serve', '--no-open', '--model', 'demo', '--port', port], {
      env: { ...process.env, MAOBI_HOME: this.home, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#server = server;
    const lines = createInterface(server.stdout);
    const [line] = (await Promise.race([once(lines, 'line'), once(lines, 'close')])) as [string?];
    this.#firstLaunchUrl = /http:\S+/.exec(line ?? '')?.[0] ?? '';
    if (this.#firstLaunchUrl === '') throw new Error(`the studio did not say where it listens: ${line}`);
    this.#url = new URL(this.#firstLaunchUrl).origin;
  }

  /** e.g. `http://127.0.0.1:4160`. */
  get url(): string {
    return this.#url;
  }

  /** The address that the last start printed. */
  get printedLaunchUrl(): string {
    return this.#firstLaunchUrl;
  }

  /** A fresh one-time address. */
  async newLaunchUrl(): Promise<string> {
    const answer = await fetch(`${this.#url}/api/session/launch`, { method: 'POST', headers: this.#authorization() });
    return this.#url + ((await answer.json()) as { path: string }).path;
  }

  /** Speaks to the studio as the command line does. */
  get client(): StudioClient {
    return createStudioClient({ baseUrl: this.#url, headers: this.#authorization() });
  }

  /** What a program gets for a question to the OpenAI-compatible API, at some length. */
  async complete(question: string, program: string): Promise<string> {
    const body = JSON.stringify({ model: 'default', user: program, max_tokens: 400, messages: [{ role: 'user', content: question }] });
    const headers = { ...this.#authorization(), 'content-type': 'application/json' };
    const answer = await fetch(`${this.#url}/v1/chat/completions`, { method: 'POST', headers, body });
    const { choices } = (await answer.json()) as { choices: { message: { content: string } }[] };
    return choices[0]?.message.content ?? '';
  }

  /** The process that runs llama.cpp now. */
  engineProcess(): number {
    const found = this.#findEngine();
    if (found === undefined) throw new Error('no engine process runs');
    return found;
  }

  get hasEngine(): boolean {
    return this.#findEngine() !== undefined;
  }

  #findEngine(): number | undefined {
    return childrenOf(this.#server?.pid ?? 0).find((id) => readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('engine-child'));
  }

  /** `SIGTERM` asks it to end, `SIGKILL` does not ask. */
  async endServer(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.#server) await kill(this.#server, signal);
    this.#server = null;
  }

  /** Holds the server, whose connections stay, until what is returned is called. */
  putServerToSleep(): () => void {
    const { pid } = this.#server ?? {};
    if (pid === undefined) throw new Error('no server runs');
    process.kill(pid, 'SIGSTOP');
    return () => process.kill(pid, 'SIGCONT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.endServer('SIGTERM');
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  #authorization(): { authorization: string } {
    return { authorization: `Bearer ${readFileSync(join(this.home, 'local.key'), 'utf8').trim()}` };
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createStudioClient, type ConversationDetail, type StudioClient } from '@maobi/contract';
import { readLocalKey } from '../../apps/studio/src/data-folder.ts';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';

/** Bundled by `bundle-studio.ts`. */
const program = fileURLToPath(new URL('../../.cache/tests/faults/studio-main.js', import.meta.url));
const demoModel = fileURLToPath(new URL('../../models/demo/maobi-demo.gguf', import.meta.url));
export const isDemoThere = existsSync(demoModel);

/** A studio in a process of its own, to be killed. */
export interface StudioProcess {
  readonly process: ChildProcess;
  readonly url: string;
  readonly port: number;
  readonly key: string;
  readonly client: StudioClient;
}

/** A temporary data folder, and every process that was started on it. */
export class FaultBench {
  readonly home = mkdtempSync(join(tmpdir(), 'maobi-fault-'));
  readonly #started: ChildProcess[] = [];

  async start(options: { engine?: 'scripted' | 'llama'; port?: number; writeTokensPerSecond?: number } = {}): Promise<StudioProcess> {
    const child = spawn(process.execPath, [program], {
      env: {
        ...process.env,
        MAOBI_HOME: this.home,
        MAOBI_ENGINE: options.engine ?? 'scripted',
        MAOBI_PORT: String(options.port ?? 0),
        MAOBI_MODEL: 'demo',
        ...(options.writeTokensPerSecond === undefined ? {} : { MAOBI_WRITE_RATE: String(options.writeTokensPerSecond) }),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#started.push(child);
    const lines = createInterface(child.stdout);
    const [line] = (await Promise.race([once(lines, 'line'), once(lines, 'close')])) as [string?];
    if (line === undefined) throw new Error('the studio ended before it listened');
    const { url } = JSON.parse(line) as { url: string };
    const key = readLocalKey(this.home) ?? '';
    const client = createStudioClient({ baseUrl: url, headers: { authorization: `Bearer ${key}` } });
    return { process: child, url, port: Number(new URL(url).port), key, client };
  }

  async clear(): Promise<void> {
    await Promise.all(this.#started.map((child) => kill(child, 'SIGKILL')));
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Sends the signal and waits for the end. */
export async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

export interface Question {
  readonly conversation: string;
  readonly question: string;
  readonly answer: string;
  readonly run: string;
}

/** Asks in a new conversation; returns as soon as the question is kept. */
export async function ask(client: StudioClient, text: string, maxTokens = 2_000): Promise<Question> {
  const ids = { conversation: uuidV7(), question: uuidV7(), answer: uuidV7(), run: uuidV7() };
  await client.call('createConversation', { body: { id: ids.conversation } });
  await client.call('sendMessage', {
    params: { id: ids.conversation },
    body: { id: ids.question, parentId: null, text, answerId: ids.answer, runId: ids.run, options: { maxTokens } },
  });
  return ids;
}

export async function answerOf(client: StudioClient, { conversation }: Question): Promise<ConversationDetail['messages'][number]> {
  const answer = (await client.call('getConversation', { params: { id: conversation } })).messages.at(-1);
  if (!answer) throw new Error('the conversation is empty');
  return answer;
}

/** Processes that this process started, on Linux. */
export function childrenOf(processId: number): number[] {
  const list = readFileSync(`/proc/${processId}/task/${processId}/children`, 'utf8');
  return list.trim().split(' ').filter(Boolean).map(Number);
}

/** Whether it still runs; a dead one that nobody has waited for does not. */
export function isRunning(processId: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${processId}/status`, 'utf8'));
  } catch {
    return false; // its folder went with it
  }
}

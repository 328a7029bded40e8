import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { bytesCountedTwice } from './shared-pages.ts';

const endWithinMs = 10_000;
const quietMs = 1_000;
const quietShare = 0.05;
const settleWithinMs = 180_000;

/** A program that was started here. Reads `/proc`, so Linux only. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #logPath: string;
  readonly #endWithUs = (): void => void this.#child.kill('SIGKILL');

  constructor(command: string, options: { arguments: readonly string[]; environment?: Readonly<Record<string, string>>; logPath: string }) {
    const log = openSync(options.logPath, 'a');
    this.#logPath = options.logPath;
    this.#child = spawn(command, options.arguments, { env: { ...process.env, ...options.environment }, stdio: ['ignore', log, log] });
    closeSync(log);
    this.#child.on('error', () => undefined); // a command that cannot be started shows as one that has ended
    process.on('exit', this.#endWithUs);
  }

  get isRunning(): boolean {
    return this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** What it printed since its first start. */
  get output(): string {
    return readFileSync(this.#logPath, 'utf8');
  }

  /** Asks until the answer is not `null`. Throws when the process ends or the time is over. */
  async until<T>(ask: () => Promise<T | null>, timeoutMs = 300_000): Promise<T> {
    const startedMs = performance.now();
    while (performance.now() - startedMs < timeoutMs) {
      if (!this.isRunning) break;
      const answer = await ask().catch(() => null);
      if (answer !== null) return answer;
      await pause(50);
    }
    throw new Error(`${this.#child.spawnfile} did not get ready:\n${this.output.slice(-800)}`);
  }

  /** Waits until neither it nor its children compute; three minutes at most. */
  async settle(): Promise<void> {
    const deadlineMs = performance.now() + settleWithinMs;
    while (performance.now() < deadlineMs) {
      const beforeMs = this.#processorMs();
      await pause(quietMs);
      if (this.#processorMs() - beforeMs <= quietMs * quietShare) return;
    }
  }

  /** Ids of it and of all that it started. */
  processIds(): number[] {
    return this.#child.pid === undefined ? [] : withDescendants(this.#child.pid);
  }

  /** Largest resident size that each of its processes had, by its command line. */
  peakBytes(): { commandLine: string; bytes: number }[] {
    return this.processIds().map((id) => ({
      commandLine: readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' '),
      bytes: Number(/^VmHWM:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) * 1024,
    }));
  }

  /** Of these sizes, what is in memory only once. */
  bytesCountedTwice(): number {
    return bytesCountedTwice(this.processIds().map((id) => readOrNothing(`/proc/${id}/smaps`)));
  }

  /** Asks it to end; kills it after ten seconds. */
  async end(): Promise<void> {
    process.off('exit', this.#endWithUs);
    if (!this.isRunning) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const kill = setTimeout(this.#endWithUs, endWithinMs);
    await exited;
    clearTimeout(kill);
  }

  #processorMs(): number {
    return this.processIds().reduce((sum, id) => sum + processorMsOf(id), 0);
  }
}

function withDescendants(processId: number): number[] {
  const list = readOrNothing(`/proc/${processId}/task/${processId}/children`);
  return [processId, ...list.trim().split(' ').filter(Boolean).map(Number).flatMap(withDescendants)];
}

/** Processor time that a process has used; Linux counts it in steps of 10 ms. */
function processorMsOf(processId: number): number {
  const fields = readOrNothing(`/proc/${processId}/stat`)
    .replace(/^.*\) /su, '')
    .split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the process has ended meanwhile
  }
}

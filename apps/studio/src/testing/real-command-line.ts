import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';

interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly notes: string;
}

export interface StartedCommand {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves as soon as this stands in the output or the notes; rejects when the command ends before. */
  said(part: string): Promise<void>;
}

export interface RealCommandLine extends AsyncDisposable {
  readonly folder: string;
  start(words: readonly string[], input?: string): StartedCommand;
  run(words: readonly string[], input?: string): Promise<Ended>;
}

/** The program itself, as it is built, in processes of its own, with an empty data folder. */
export async function createRealCommandLine(): Promise<RealCommandLine> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'maobi-cli-'));
  const program = path.join(inject('productFolder'), 'maobi.js');
  const running = new Set<ChildProcess>();
  const start = (words: readonly string[], input?: string): StartedCommand => {
    const child = spawn(process.execPath, [program, ...words], {
      cwd: folder,
      env: { ...process.env, MAOBI_HOME: path.join(folder, 'home'), MAOBI_MODEL: '', MAOBI_PORT: '', NO_COLOR: '1' },
    });
    running.add(child);
    child.stdin.end(input ?? '');
    return follow(child, () => running.delete(child));
  };
  return {
    folder,
    start,
    run: (words, input) => start(words, input).ended,
    [Symbol.asyncDispose]: async () => {
      for (const child of running) child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function follow(child: ReturnType<typeof spawn>, onEnd: () => void): StartedCommand {
  const heard = { output: '', notes: '' };
  const waiting = new Set<() => void>();
  const hear = (side: keyof typeof heard) => (piece: string) => {
    heard[side] += piece;
    for (const look of waiting) look();
  };
  child.stdout?.setEncoding('utf8').on('data', hear('output'));
  child.stderr?.setEncoding('utf8').on('data', hear('notes'));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (exitCode, signal) => {
      onEnd();
      resolve({ exitCode, signal, ...heard });
    });
  });
  return {
    process: child,
    ended,
    said: (part) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!`${heard.output}\n${heard.notes}`.includes(part)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended without saying "${part}":\n${heard.output}\n${heard.notes}`)));
      }),
  };
}

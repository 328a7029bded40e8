import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import type { Log } from '@maobi/core';
import { pino } from 'pino';

const largestBytes = 5 * 1024 * 1024;

/** A log that is also closed. */
export interface LogFile {
  readonly log: Log;
  close(): void;
}

/**
 * Writes the log into a file, line by line as JSON; at 5 MB it becomes `<file>.1`, so that it never takes more than 10 MB.
 * Texts of the writer do not belong into it.
 */
export function openLogFile(path: string): LogFile {
  const file = new RotatingFile(path);
  const log = pino({ level: 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime }, file);
  return { log, close: () => file.close() };
}

class RotatingFile {
  readonly #path: string;
  #descriptor: number | null;
  #sizeBytes: number;

  constructor(path: string) {
    this.#path = path;
    this.#descriptor = openSync(path, 'a', 0o600);
    this.#sizeBytes = fstatSync(this.#descriptor).size;
  }

  write(line: string): void {
    if (this.#descriptor === null) return;
    try {
      if (this.#sizeBytes > largestBytes) this.#rotate();
      this.#sizeBytes += writeSync(this.#descriptor, line);
    } catch {
      // a full disk must not take the program down for the sake of its log
    }
  }

  #rotate(): void {
    this.close();
    renameSync(this.#path, `${this.#path}.1`);
    this.#descriptor = openSync(this.#path, 'a', 0o600);
    this.#sizeBytes = 0;
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}

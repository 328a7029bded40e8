/** What core needs of the world outside, so that it stays pure: time, ids, randomness, waiting, the machine and a log. */
export interface Surroundings {
  /** Wall clock, ISO 8601 in UTC. For people and rows, never for measuring. */
  now(): string;
  /** By the clock on the wall, in minutes since midnight: 0 … 1439. */
  minuteOfDay(): number;
  /** Monotonic milliseconds, for measuring. */
  elapsedMs(): number;
  /** A new UUIDv7. */
  newId(): string;
  /** 0 … 2^32 - 1. */
  randomSeed(): number;
  /** 256 random bits, URL-safe. */
  newSecret(): string;
  /** SHA-256, in hexadecimal digits. */
  fingerprint(bytes: Uint8Array): string;
  /** Calls back after so many milliseconds; returns the way to call it off. */
  after(delayMs: number, callback: () => void): () => void;
  log: Log;
}

export interface Log {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

import type { Storage } from '@maobi/contract';

/** Data files port: how much room what is kept takes, and clearing what can be made again. */
export interface DataFiles {
  /** As of now, in the order of the parts. */
  sizes(): Promise<Storage['parts']>;
  /** Deletes the states that the engine keeps on disk; it must not be loaded meanwhile. */
  clearStates(): Promise<void>;
}

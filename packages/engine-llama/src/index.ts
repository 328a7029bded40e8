/** The Engine port on llama.cpp. Importing this never loads native code: only the engine process does. */
export { availableMemoryBytes, totalMemoryBytes } from './available-memory.ts';
export { createLlamaEngine, llamaEngineVersion, type LlamaEngineOptions } from './llama-engine.ts';
export type { ChildEntry } from './supervision/child-entry.ts';
export type { SnapshotOptions } from './snapshot-settings.ts';

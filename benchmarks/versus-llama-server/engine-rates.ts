import type { Timings, Usage } from '@maobi/contract';
import { qwen3InstructSampling } from '@maobi/core';
import { createLlamaEngine } from '@maobi/engine-llama';

/** Tokens per second that Maobi's engine counts, without a server and without a client beside it. */
export interface EngineRates {
  readonly reading: number;
  readonly writing: number;
  /** Of what was read, with the marks around the text. */
  readonly promptTokens: number;
}

/** Loads the model anew, so that nothing is held, and lets it read the text and write after it. */
export async function engineRates(options: {
  modelPath: string;
  contextTokens: number;
  threads: number;
  text: string;
  writeTokens: number;
}): Promise<EngineRates> {
  const { modelPath, contextTokens, threads, text, writeTokens } = options;
  const { signal } = new AbortController();
  await using engine = createLlamaEngine({ threads });
  await engine.load({ modelId: 'measured', path: modelPath, contextTokens }, signal);
  const request = {
    prompt: { kind: 'messages', messages: [{ role: 'user', text }] },
    sampling: { ...qwen3InstructSampling, temperature: 0 },
    maxTokens: writeTokens,
    stop: [],
    jsonSchema: null,
    seed: 1,
  } as const;
  for await (const event of engine.generate(request, signal)) if (event.type === 'ended') return ratesOf(event.usage, event.timings);
  throw new Error('The engine ended without an end.');
}

function ratesOf(usage: Usage, timings: Pick<Timings, 'readingMs' | 'writingMs'>): EngineRates {
  return {
    reading: ((usage.promptTokens - usage.cachedTokens) / timings.readingMs) * 1000,
    writing: ((usage.writtenTokens - 1) / timings.writingMs) * 1000,
    promptTokens: usage.promptTokens,
  };
}

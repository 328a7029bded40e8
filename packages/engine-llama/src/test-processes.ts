import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { qwen3InstructSampling, type Engine, type EngineEvent, type GenerateRequest } from '@maobi/core';
import { inject } from 'vitest';
import { createLlamaEngine, type LlamaEngineOptions } from './llama-engine.ts';

export const demoPath = fileURLToPath(new URL('../../../models/demo/maobi-demo.gguf', import.meta.url));
export const demo = { modelId: 'demo', path: demoPath, contextTokens: 2048 } as const;
export const never = new AbortController().signal;

export function ask(text: string, changes: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    prompt: { kind: 'messages', messages: [{ role: 'user', text }] },
    sampling: { ...qwen3InstructSampling, temperature: 0 },
    maxTokens: 16,
    stop: [],
    jsonSchema: null,
    seed: 1,
    ...changes,
  };
}

/** Passes of so many tokens are added up in another way than shorter ones; the engine begins with one and goes on with two at once. */
const tileTokens = 64;

/**
 * The first of these requests, for longer and longer fillings, whose prompt is read to its end in a pass of 32 to 63 tokens. Whatever of that pass
 * is read or written anew is added up as it was the first time, so the text is the same to the last digit (decisions/2026-11-26-rounding-by-pass).
 */
export async function endingInShortPass(engine: Engine, requestWith: (filling: string) => GenerateRequest): Promise<GenerateRequest> {
  for (let count = 0; count <= 2 * tileTokens; count += 1) {
    const request = requestWith('，'.repeat(count));
    const lastPassTokens = ((await engine.countTokens(request.prompt)) - tileTokens) % (2 * tileTokens);
    if (lastPassTokens >= tileTokens / 2 && lastPassTokens < tileTokens) return request;
  }
  throw new Error('filling lengthens the prompt token by token');
}

/** An engine on one thread, whose process is that of the product. */
export function testEngine(options: LlamaEngineOptions = {}): Engine {
  return createLlamaEngine({
    threads: 1,
    childEntry: { path: join(inject('productFolder'), 'engine-child.js'), execArgv: [] },
    ...options,
  });
}

/** As `testEngine`, but its process has no right to write anywhere: rights do not bind root. */
export function powerlessEngine(options: LlamaEngineOptions = {}): Engine {
  const giveUp = 'if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }';
  const execArgv = ['--import', `data:text/javascript,${encodeURIComponent(giveUp)}`];
  return testEngine({ childEntry: { path: join(inject('productFolder'), 'engine-child.js'), execArgv }, ...options });
}

/** All events; `onEvent` may act in between. */
export async function eventsOf(
  events: AsyncIterable<EngineEvent>,
  onEvent: (event: EngineEvent) => void = () => {},
): Promise<EngineEvent[]> {
  const seen: EngineEvent[] = [];
  for await (const event of events) {
    seen.push(event);
    onEvent(event);
  }
  return seen;
}

/** Resolves when the condition holds; it is looked at 50 times a second. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Engine processes that a process has started. Linux only, like the tests that need it. */
export function engineProcesses(parent = process.pid): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((processId) => processId > 0 && isEngineOf(parent, processId));
}

function isEngineOf(parent: number, processId: number): boolean {
  try {
    const isChild = new RegExp(`^PPid:\\s+${parent}$`, 'mu').test(readFileSync(`/proc/${processId}/status`, 'utf8'));
    return isChild && readFileSync(`/proc/${processId}/cmdline`, 'utf8').includes('engine-child');
  } catch {
    return false;
  }
}

export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

/** A folder with these files, and the way to remove it. */
export function temporaryFiles(files: Record<string, string | Uint8Array>): {
  path: (name: string) => string;
  removeFile: (name: string) => void;
  remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'maobi-engine-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return {
    path: (name) => join(folder, name),
    removeFile: (name) => rmSync(join(folder, name)),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

import type { ControlledEvaluateInputItem, LlamaContextSequence, Token } from 'node-llama-cpp';
import type { ChildProbe } from '../protocol.ts';
import { collectAllGarbage } from './collect-garbage.ts';
import type { LoadedModel } from './loaded-model.ts';
import { placeFor } from './probe-place.ts';

const passesPerProbe = 3;

/** Carries out one probe; milliseconds. States stay as they were. Rejects with the signal's reason between two passes. */
export async function measure(loaded: LoadedModel, probe: ChildProbe, signal: AbortSignal): Promise<number> {
  const place = await placeFor(loaded, probe, tokensOf(probe));
  try {
    return probe.kind === 'read'
      ? await timeReading(place.sequences, probe, signal)
      : await timePasses(place.sequences, probe.kind === 'pass' ? probe.positions : probe.sequences, signal);
  } finally {
    await place.leave();
  }
}

function tokensOf(probe: ChildProbe): number {
  if (probe.kind === 'read') return probe.tokens;
  return (passesPerProbe + 1) * (probe.kind === 'pass' ? probe.positions : probe.sequences);
}

async function timeReading(
  [sequence]: readonly LlamaContextSequence[],
  { tokens, batchTokens }: Extract<ChildProbe, { kind: 'read' }>,
  signal: AbortSignal,
): Promise<number> {
  const startedMs = performance.now();
  for (let at = 0; at < tokens; at += batchTokens) {
    signal.throwIfAborted();
    await sequence?.evaluateWithoutGeneratingNewTokens(someTokens(sequence, Math.min(batchTokens, tokens - at)));
  }
  return performance.now() - startedMs;
}

/**
 * Passes over so many rows in all, that choose a token in each, as verifying a draft and writing several texts at once do.
 * The median; the first time is left out: it may fetch weights and set up buffers.
 */
async function timePasses(sequences: readonly LlamaContextSequence[], rows: number, signal: AbortSignal): Promise<number> {
  const shares = sequences.map((_, index) => Math.floor((rows + index) / sequences.length));
  const pass = () => Promise.all(sequences.map((sequence, index) => sequence.controlledEvaluate(asking(sequence, shares[index] ?? 0))));
  const times: number[] = [];
  for (let count = 0; count <= passesPerProbe; count += 1) {
    signal.throwIfAborted();
    times.push(await timed(pass));
  }
  const [, ...counted] = times;
  return counted.toSorted((left, right) => left - right)[Math.floor(passesPerProbe / 2)] ?? 0;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  const tookMs = performance.now() - startedMs;
  collectAllGarbage();
  return tookMs;
}

function asking(sequence: LlamaContextSequence, count: number): ControlledEvaluateInputItem[] {
  return someTokens(sequence, count).map((token) => [token, { generateNext: { token: true, options: { temperature: 0 } } }]);
}

/** Any tokens will do: the time does not depend on what they say. */
function someTokens({ model }: LlamaContextSequence, count: number): Token[] {
  const tokens = model.tokenize('海边的小城在清晨醒来，渔船一只一只靠岸。', false);
  return Array.from({ length: count }, (_, index) => tokens[index % tokens.length] as Token);
}

import type { ControlledEvaluateInputItem, LlamaContext, Token } from 'node-llama-cpp';
import type { ChildProbe } from '../protocol.ts';
import { collectYoungGarbage } from './collect-garbage.ts';
import type { LoadedModel } from './loaded-model.ts';

const passesPerProbe = 3;

/** Carries out one probe in a context of its own; milliseconds. Rejects with the signal's reason between two passes. */
export async function measure(loaded: LoadedModel, probe: ChildProbe, signal: AbortSignal): Promise<number> {
  const context = await probeContext(loaded, probe);
  try {
    switch (probe.kind) {
      case 'read':
        return await timeReading(context, probe.tokens, signal);
      case 'pass':
        return await timePasses(context, probe.positions, signal);
      case 'together':
        return await timeTogether(context, signal);
    }
  } finally {
    await context.dispose();
  }
}

function probeContext({ model, context }: LoadedModel, probe: ChildProbe): Promise<LlamaContext> {
  const tokens = probe.kind === 'read' ? probe.tokens : probe.kind === 'pass' ? (passesPerProbe + 1) * probe.positions : passesPerProbe + 1;
  return model.createContext({
    contextSize: Math.max(256, tokens),
    sequences: probe.kind === 'together' ? probe.sequences : 1,
    batchSize: probe.kind === 'read' ? probe.batchTokens : probe.kind === 'pass' ? probe.positions : probe.sequences,
    flashAttention: 'auto',
    threads: ('threads' in probe ? probe.threads : undefined) ?? context.idealThreads,
    ignoreMemorySafetyChecks: true,
    failedCreationRemedy: false,
  });
}

async function timeReading(context: LlamaContext, count: number, signal: AbortSignal): Promise<number> {
  const sequence = context.getSequence();
  const startedMs = performance.now();
  for (let at = 0; at < count; at += context.batchSize) {
    signal.throwIfAborted();
    await sequence.evaluateWithoutGeneratingNewTokens(someTokens(context, Math.min(context.batchSize, count - at)));
  }
  return performance.now() - startedMs;
}

/** Passes that choose a token at every position, as verifying a draft does. */
async function timePasses(context: LlamaContext, positions: number, signal: AbortSignal): Promise<number> {
  const sequence = context.getSequence();
  return medianOf(() => timed(() => sequence.controlledEvaluate(asking(context, positions))), signal);
}

async function timeTogether(context: LlamaContext, signal: AbortSignal): Promise<number> {
  const sequences = Array.from({ length: context.totalSequences }, () => context.getSequence());
  return medianOf(() => timed(() => Promise.all(sequences.map((sequence) => sequence.controlledEvaluate(asking(context, 1))))), signal);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  const tookMs = performance.now() - startedMs;
  collectYoungGarbage();
  return tookMs;
}

/** The first time is left out: it may fetch weights and set up buffers. */
async function medianOf(time: () => Promise<number>, signal: AbortSignal): Promise<number> {
  const times: number[] = [];
  for (let pass = 0; pass <= passesPerProbe; pass += 1) {
    signal.throwIfAborted();
    times.push(await time());
  }
  const [, ...counted] = times;
  return counted.toSorted((left, right) => left - right)[Math.floor(passesPerProbe / 2)] ?? 0;
}

function asking(context: LlamaContext, count: number): ControlledEvaluateInputItem[] {
  return someTokens(context, count).map((token) => [token, { generateNext: { token: true, options: { temperature: 0 } } }]);
}

/** Any tokens will do: the time does not depend on what they say. */
function someTokens({ model }: LlamaContext, count: number): Token[] {
  const tokens = model.tokenize('海边的小城在清晨醒来，渔船一只一只靠岸。', false);
  return Array.from({ length: count }, (_, index) => tokens[index % tokens.length] as Token);
}

import type { ControlledEvaluateInputItem, LlamaContextSequence, Token } from 'node-llama-cpp';
import type { ChildProbe } from '../protocol.ts';
import { fastestMs } from './fastest-time.ts';
import type { LoadedModel } from './loaded-model.ts';
import { placeFor, type ProbePlace } from './probe-place.ts';

/** Passes for which a place has room at once; the first time is left out: it may fetch weights and set up buffers. */
const passesPerProbe = 3;

/** Carries out one probe; milliseconds. States stay as they were. Rejects with the signal's reason between two passes. */
export async function measure(loaded: LoadedModel, probe: ChildProbe, signal: AbortSignal): Promise<number> {
  const place = await placeFor(loaded, probe, tokensOf(probe));
  try {
    return probe.kind === 'read' ? await timeReading(place, probe, signal) : await timePasses(place, probe, signal);
  } finally {
    await place.leave();
  }
}

function tokensOf(probe: ChildProbe): number {
  return probe.kind === 'read' ? probe.tokens : (passesPerProbe + 1) * rowsOf(probe);
}

type PassProbe = Exclude<ChildProbe, { kind: 'read' }>;

function rowsOf(probe: PassProbe): number {
  return probe.kind === 'pass' ? probe.positions : probe.sequences;
}

function timeReading(place: ProbePlace, probe: Extract<ChildProbe, { kind: 'read' }>, signal: AbortSignal): Promise<number> {
  const { tokens, batchTokens } = probe;
  const [sequence] = place.sequences;
  const read = async () => {
    for (let at = 0; at < tokens; at += batchTokens) {
      signal.throwIfAborted();
      await sequence?.evaluateWithoutGeneratingNewTokens(someTokens(sequence, Math.min(batchTokens, tokens - at)));
    }
  };
  return fastestMs(read, { perRound: 1, betweenRounds: () => place.rewind() }, signal);
}

/** Passes over so many rows in all, that choose a token in each, as verifying a draft and writing several texts at once do. */
async function timePasses(place: ProbePlace, probe: PassProbe, signal: AbortSignal): Promise<number> {
  const { sequences } = place;
  const shares = sequences.map((_, index) => Math.floor((rowsOf(probe) + index) / sequences.length));
  const pass = () => Promise.all(sequences.map((sequence, index) => sequence.controlledEvaluate(asking(sequence, shares[index] ?? 0))));
  await pass();
  return fastestMs(pass, { perRound: passesPerProbe, betweenRounds: () => place.rewind() }, signal);
}

function asking(sequence: LlamaContextSequence, count: number): ControlledEvaluateInputItem[] {
  return someTokens(sequence, count).map((token) => [token, { generateNext: { token: true, options: { temperature: 0 } } }]);
}

/** Any tokens will do: the time does not depend on what they say. */
function someTokens({ model }: LlamaContextSequence, count: number): Token[] {
  const tokens = model.tokenize('海边的小城在清晨醒来，渔船一只一只靠岸。', false);
  return Array.from({ length: count }, (_, index) => tokens[index % tokens.length] as Token);
}

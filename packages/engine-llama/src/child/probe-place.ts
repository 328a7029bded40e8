import type { LlamaContextSequence } from 'node-llama-cpp';
import type { ChildProbe } from '../protocol.ts';
import type { LoadedModel } from './loaded-model.ts';
import type { HeldSequence } from './sequences/held-sequence.ts';

/** Where a probe is carried out. */
export interface ProbePlace {
  readonly sequences: readonly LlamaContextSequence[];
  /** Forgets what probes left in the sequences, so that there is room for the same again. */
  rewind(): Promise<void>;
  /** Has to be called, and leaves no trace of the probe. */
  leave(): Promise<void>;
}

/** What one sequence has to take in. */
interface Room {
  readonly sequences: number;
  readonly tokensEach: number;
  readonly batchTokens: number;
}

/** Behind so few tokens a pass takes as long as at the start of a context. */
const hardlyFeltTokens = 256;

/**
 * A place behind what the states hold, which takes no memory of its own; where the probe wants other threads or a larger
 * batch than the context has, or the states hold too much, a context of its own.
 *
 * @param tokens that the probe evaluates in all
 */
export async function placeFor(loaded: LoadedModel, probe: ChildProbe, tokens: number): Promise<ProbePlace> {
  return placeAmongStates(loaded, probe, tokens) ?? (await placeOfItsOwn(loaded, probe, tokens));
}

function placeAmongStates({ context, pool }: LoadedModel, probe: ChildProbe, tokens: number): ProbePlace | null {
  const room = roomFor(probe, tokens, context.totalSequences);
  const threads = ('threads' in probe ? probe.threads : undefined) ?? context.idealThreads;
  if (threads !== context.idealThreads || room.batchTokens > context.batchSize) return null;
  const lent = pool.lendAll();
  if (!lent) return null;
  const chosen = emptiestNeighbours(lent.sequences, room.sequences);
  if (!hasRoom(chosen, room.tokensEach, context.contextSize)) {
    lent.giveBack();
    return null;
  }
  const heldTokens = chosen.map((sequence) => sequence.tokens.length);
  const rewind = async () => {
    for (const [index, sequence] of chosen.entries()) await sequence.cut(heldTokens[index] ?? 0);
  };
  return {
    sequences: chosen.map(({ native }) => native),
    rewind,
    leave: async () => {
      try {
        await rewind();
      } finally {
        lent.giveBack();
      }
    },
  };
}

/** So many that lie side by side, in their order: only those are computed in one pass. Of all there are, those that hold least. */
function emptiestNeighbours(sequences: readonly HeldSequence[], count: number): readonly HeldSequence[] {
  const inOrder = sequences.toSorted((one, other) => one.place - other.place);
  const groups = inOrder.slice(count - 1).map((_, first) => inOrder.slice(first, first + count));
  return groups.reduce((best, each) => (heldBy(each) < heldBy(best) ? each : best), groups[0] ?? []);
}

function heldBy(sequences: readonly HeldSequence[]): number {
  return sequences.reduce((sum, { tokens }) => sum + tokens.length, 0);
}

/** Where there are fewer sequences than asked for, each takes several rows of a pass: as much work. */
function roomFor(probe: ChildProbe, tokens: number, most: number): Room {
  const sequences = probe.kind === 'together' ? Math.min(probe.sequences, most) : 1;
  return { sequences, tokensEach: Math.ceil(tokens / sequences), batchTokens: batchTokensOf(probe) };
}

function hasRoom(sequences: readonly HeldSequence[], tokensEach: number, contextTokens: number): boolean {
  return (
    heldBy(sequences) <= hardlyFeltTokens * sequences.length &&
    sequences.every(({ tokens, native }) => tokens.length + tokensEach < contextTokens && (tokens.length === 0 || !native.needsCheckpoints))
  );
}

async function placeOfItsOwn({ model, context }: LoadedModel, probe: ChildProbe, tokens: number): Promise<ProbePlace> {
  const count = probe.kind === 'together' ? probe.sequences : 1;
  const own = await model.createContext({
    contextSize: Math.max(256, Math.ceil(tokens / count)),
    sequences: count,
    batchSize: batchTokensOf(probe),
    flashAttention: 'auto',
    threads: ('threads' in probe ? probe.threads : undefined) ?? context.idealThreads,
    ignoreMemorySafetyChecks: true,
    failedCreationRemedy: false,
  });
  const sequences = Array.from({ length: count }, () => own.getSequence());
  const rewind = async () => {
    for (const sequence of sequences) await sequence.clearHistory();
  };
  return { sequences, rewind, leave: () => own.dispose() };
}

/** Rows that the probe evaluates at once. */
function batchTokensOf(probe: ChildProbe): number {
  switch (probe.kind) {
    case 'read':
      return probe.batchTokens;
    case 'pass':
      return probe.positions;
    case 'together':
      return probe.sequences;
  }
}

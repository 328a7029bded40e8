import type { Token } from 'node-llama-cpp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFiles } from '../test-processes.ts';
import { harmlessRequest } from '../validated-request.ts';
import { Generation } from './generating/generation.ts';
import { loadDemo } from './load-demo.ts';
import type { LoadedModel } from './loaded-model.ts';
import type { HeldSequence } from './sequences/held-sequence.ts';

const never = new AbortController().signal;
/** Passes of so many tokens are added up in another way than shorter ones: cut at a multiple of it, states are the same to the last digit. */
const tileTokens = 64;
/** Of a probability. For processors that add up a pass of one token in yet another way. */
const lastDigits = 0.0005;

describe('E16 what comes after a kept state is what comes after the same tokens read anew in the same passes', () => {
  let files: ReturnType<typeof temporaryFiles>;
  let loaded: LoadedModel;
  beforeEach(async () => {
    files = temporaryFiles({});
    loaded = await loadDemo(files, { sequences: 2, batchTokens: tileTokens, threads: 1 });
  });
  afterEach(async () => {
    await loaded.llama.dispose();
    files.remove();
  });

  const tokensOf = (text: string) => loaded.model.tokenize(text);
  const story = (topic: string) =>
    tokensOf(`${topic}边的小城在清晨醒来，渔船一只一只靠岸。${`${topic}市里已经有人在讲价。`.repeat(40)}`).slice(0, 2 * tileTokens);
  const more = () => tokensOf('一场大雾过后，人们从屋里出来，看见街上落满了叶子，孩子们把它们扫成一堆一堆。').slice(0, 40);
  const ending = () => tokensOf('后来雨停了，街上的');

  const read = async (tokens: readonly Token[]) => {
    const { sequence, keptTokens, release } = await loaded.pool.take(tokens, never);
    await sequence.native.evaluateWithoutGeneratingNewTokens(tokens.slice(keptTokens));
    release();
  };
  const readOthers = async () => {
    for (const topic of ['山', '河', '路']) await read(story(topic));
  };
  /** Tokens of the state that holds most. */
  const longest = () => {
    const lent = loaded.pool.lendAll();
    const [most] = (lent?.sequences ?? []).map(({ tokens }) => [...tokens]).toSorted((one, other) => other.length - one.length);
    lent?.giveBack();
    return most ?? [];
  };

  /** How likely each token is to come next after these, which follow what the sequence holds. */
  const next = async ({ native }: HeldSequence, tokens: readonly Token[]) => {
    const last = tokens.at(-1)!;
    const options = { temperature: 1, topK: 0, topP: 1, minP: 0 };
    if (tokens.length > 1) await native.evaluateWithoutGeneratingNewTokens(tokens.slice(0, -1));
    const [told] = await native.controlledEvaluate([[last, { generateNext: { probabilities: true, options } }]]);
    return told?.next.probabilities ?? new Map<Token, number>();
  };
  const difference = (one: Map<Token, number>, other: Map<Token, number>) =>
    Math.max(...[...one.keys(), ...other.keys()].map((token) => Math.abs((one.get(token) ?? 0) - (other.get(token) ?? 0))));

  /** Each returns what is wanted, and keeps a state of two tiles of it at least; what it has besides is shorter than a tile. */
  const ways: Record<string, () => Promise<Token[]>> = {
    'held in memory': async () => {
      await read(story('海'));
      return [...story('海'), ...ending()];
    },
    'of a text that was written': async () => {
      const prompt = { kind: 'raw', text: loaded.model.detokenize(story('海')) } as const;
      await new Generation(loaded, { ...harmlessRequest, reference: null, maxTokens: 40, prompt }, () => {}).run();
      return [...longest(), ...ending()];
    },
    'cut back to where the text was changed': async () => {
      await read([...story('海'), ...more().slice(0, 8)]);
      return [...story('海'), ...ending()];
    },
    'copied from another sequence, which keeps its own': async () => {
      await read([...story('海'), ...more()]);
      return [...story('海'), ...ending()];
    },
    'fetched from disk': async () => {
      await read(story('海'));
      await readOthers();
      return [...story('海'), ...ending()];
    },
    'rewritten for a context with more sequences': async () => {
      await read(story('海'));
      const wanted = [...story('海'), ...ending()];
      await loaded.pool.saveAtRest(() => true);
      await loaded.llama.dispose();
      loaded = await loadDemo(files, { sequences: 3, batchTokens: tileTokens, threads: 1 });
      return wanted;
    },
  };

  it.each(Object.keys(ways))('%s', async (way) => {
    const wanted = await ways[way]!();
    const { sequence, keptTokens } = await loaded.pool.take(wanted.slice(0, -1), never);
    expect(keptTokens).toBeGreaterThanOrEqual(2 * tileTokens);
    expect(wanted.length).toBeLessThan(3 * tileTokens);
    const kept = await next(sequence, wanted.slice(keptTokens));
    const anew = async (tokens: readonly Token[]) => {
      await sequence.cut(0);
      return next(sequence, tokens);
    };
    expect(kept.size).toBeGreaterThan(100);
    expect(difference(kept, await anew(wanted))).toBeLessThan(lastDigits);
    expect(difference(kept, await anew([...story('山'), ...wanted.slice(2 * tileTokens)]))).toBeGreaterThan(100 * lastDigits);
  });
});

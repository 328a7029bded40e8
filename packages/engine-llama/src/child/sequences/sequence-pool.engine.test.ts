import { readdirSync } from 'node:fs';
import type { Token } from 'node-llama-cpp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFiles } from '../../test-processes.ts';
import { harmlessRequest } from '../../validated-request.ts';
import { Generation } from '../generating/generation.ts';
import { loadDemo } from '../load-demo.ts';
import type { LoadedModel } from '../loaded-model.ts';
import type { HeldSequence } from './held-sequence.ts';
import type { Lease } from './sequence-pool.ts';

const never = new AbortController().signal;
const sentence = '山路上起了雾，走在前面的人放慢了脚步。';
/** A state of a hundred tokens takes five seconds to write. */
const stateBytesPerToken = 15_000_000;
/** What the demo model's states really take. */
const bytesPerToken = 3_100;

/** Reads what is not held yet. */
async function readIn({ pool }: LoadedModel, tokens: readonly Token[]): Promise<HeldSequence> {
  const { sequence, keptTokens, release } = await pool.take(tokens, never);
  await sequence.native.evaluateWithoutGeneratingNewTokens(tokens.slice(keptTokens));
  release();
  return sequence;
}

describe('the sequences of a context', () => {
  let files: ReturnType<typeof temporaryFiles>;
  let loaded: LoadedModel;

  beforeEach(async () => {
    files = temporaryFiles({});
    loaded = await loadDemo(files, { sequences: 4, batchTokens: 64, threads: 1, stateBytesPerToken });
  });
  afterEach(async () => {
    await loaded.llama.dispose();
    files.remove();
  });

  const beginningWith = (topic: string) => loaded.model.tokenize(`${topic}${sentence.repeat(12)}`).slice(0, 100);
  const hundredTokens = () => loaded.model.tokenize(sentence.repeat(12)).slice(0, 100);
  const states = () => readdirSync(files.path('snapshots')).filter((name) => name.endsWith('.state'));

  const read = (tokens: readonly Token[]) => readIn(loaded, tokens);

  it('E18 lie side by side where texts are written at the same time', async () => {
    const leases: Lease[] = [];
    for (const topic of ['海边', '山里', '城里', '村口'])
      leases.push(await loaded.pool.take(loaded.model.tokenize(`从前${topic}的故事。`), never));
    const at = (place: number) => leases.find(({ sequence }) => sequence.place === place);
    for (const place of [0, 3, 1, 2]) at(place)?.release();
    const places = [];
    for (const topic of ['雨', '雪', '风']) {
      const lease = await loaded.pool.take(loaded.model.tokenize(`${topic}的一天。`), never);
      places.push(lease.sequence.place);
    }
    expect(places.toSorted()).toEqual([0, 1, 2]);
  });

  it('E14 are waited for by whoever needs what is just being written to disk, and not read again', async () => {
    const tokens = hundredTokens();
    const sequence = await read(tokens);
    let written = () => {};
    vi.spyOn(sequence.native, 'saveStateToFile').mockImplementation(async () => {
      await new Promise<void>((resolve) => (written = resolve));
      throw new Error('the disk is full');
    });
    const saved = loaded.pool.saveAtRest(() => true);
    await vi.waitFor(() => expect(loaded.pool.isIdle).toBe(false));
    const taken = vi.fn<() => void>();
    const lease = loaded.pool.take(tokens, never).then((each) => (taken(), each));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(taken).not.toHaveBeenCalled();
    written();
    await saved;
    expect((await lease).keptTokens).toBe(tokens.length);
    expect((await lease).sequence).toBe(sequence);
  });

  it('E18 are no neighbours to look for while they are only being written: an empty one is taken', async () => {
    const [first, second] = ['海边', '山里'].map((place) => loaded.model.tokenize(`${place}${sentence}`.repeat(12)).slice(0, 100));
    const sequence = await read(first ?? []);
    await read(second ?? []);
    await read([...(first ?? []), ...loaded.model.tokenize('雨')]);
    let written = () => {};
    vi.spyOn(sequence.native, 'saveStateToFile').mockImplementation(
      () => new Promise((resolve) => (written = () => resolve({ fileSize: 0 }))),
    );
    const saved = loaded.pool.saveAtRest(() => sequence.savedTokens === 0);
    await vi.waitFor(() => expect(loaded.pool.isIdle).toBe(false));
    const lease = await loaded.pool.take(loaded.model.tokenize('灯下的一天。'), never);
    expect(lease.sequence.tokens).toHaveLength(0);
    expect(lease.sequence.place).toBeGreaterThan(1);
    written();
    await saved;
  });

  it('E14 that nobody waits for are written however long it takes, as long as nobody comes', async () => {
    await read(hundredTokens());
    await loaded.pool.saveAtRest(() => false);
    expect(states()).toHaveLength(0);
    await loaded.pool.saveAtRest(() => true);
    expect(states()).toHaveLength(1);
  });

  it('E14 are written before the end where that takes a second and a half, or a twentieth of reading them again', async () => {
    const sequence = await read(hundredTokens());
    await loaded.pool.saveBeforeEnd(9_000);
    expect(states()).toHaveLength(0);
    for (let times = 0; times < 30; times += 1) loaded.pool.noteReading(1, 2_000);
    await loaded.pool.saveBeforeEnd(4_000);
    expect(states()).toHaveLength(0);
    await loaded.pool.saveBeforeEnd(9_000);
    expect(states()).toHaveLength(1);
    expect(sequence.savedTokens).toBe(100);
  });

  it('E14 tell when one took a minute and more to read and is not on disk', async () => {
    await read(hundredTokens());
    expect(loaded.pool.holdsDearState).toBe(false);
    for (let times = 0; times < 30; times += 1) loaded.pool.noteReading(1, 1_000);
    expect(loaded.pool.holdsDearState).toBe(true);
    await loaded.pool.saveAtRest(() => true);
    expect(loaded.pool.holdsDearState).toBe(false);
  });

  it('E14 are expected to take as long to write as they really did', async () => {
    await read(hundredTokens());
    await loaded.pool.saveAtRest(() => true);
    await read(beginningWith('海'));
    for (let times = 0; times < 30; times += 1) loaded.pool.noteReading(1, 2_000);
    await loaded.pool.saveBeforeEnd(4_000);
    expect(states()).toHaveLength(2);
  });

  it('E7 that make way stay as they are after a Stop, which is granted the time that writing takes', async () => {
    for (let times = 0; times < 30; times += 1) loaded.pool.noteReading(1, 2_000);
    const oldest = await read(beginningWith('海'));
    for (const topic of ['城', '路', '灯']) await read(beginningWith(topic));
    let written = () => {};
    const write = vi
      .spyOn(oldest.native, 'saveStateToFile')
      .mockImplementation(() => new Promise((resolve) => (written = () => resolve({ fileSize: 0 }))));
    const prompt = { kind: 'raw', text: '雨下了一夜。' } as const;
    const generation = new Generation(loaded, { ...harmlessRequest, reference: null, prompt }, () => {});
    expect(generation.endsWithinMs).toBe(10_000);
    const stop = new AbortController();
    const lease = loaded.pool.take(loaded.model.tokenize(prompt.text), stop.signal);
    await vi.waitFor(() => expect(write).toHaveBeenCalled());
    expect(generation.endsWithinMs).toBeGreaterThanOrEqual(3 * 5_000);
    stop.abort();
    written();
    await expect(lease).rejects.toThrow('abort');
    expect(oldest.tokens).toEqual(beginningWith('海'));
    expect(loaded.pool.isIdle).toBe(true);
    expect(generation.endsWithinMs).toBe(10_000);
  });

  it('E13 are not written for a warm-up while there is one that need not be', async () => {
    const lease = await loaded.pool.take(loaded.model.tokenize('从前海边的故事。'), never);
    for (let times = 0; times < 30; times += 1) loaded.pool.noteReading(1, 2_000);
    const beside = await read(hundredTokens());
    expect(Math.abs(beside.place - lease.sequence.place)).toBe(1);
    const prompt = { kind: 'raw', text: '雨下了一夜。' } as const;
    await new Generation(loaded, { ...harmlessRequest, reference: null, prompt }, () => {}).warm();
    expect(states()).toHaveLength(0);
    expect(beside.tokens).toHaveLength(100);
  });

  describe('whose start somebody else is just reading', () => {
    const start = () => loaded.model.tokenize(sentence.repeat(12)).slice(0, 100);
    const long = () => [...start(), ...loaded.model.tokenize(`海${sentence.repeat(80)}`).slice(0, 700)];
    const short = () => [...start(), ...loaded.model.tokenize(`城${sentence.repeat(12)}`).slice(0, 40)];
    const warming = (tokens: readonly Token[], name: string) => {
      const prompt = { kind: 'raw', text: loaded.model.detokenize(tokens) } as const;
      return new Generation(loaded, { ...harmlessRequest, reference: null, prompt }, ({ type }) => type === 'ended' && ended.push(name));
    };
    let ended: string[];

    beforeEach(() => {
      ended = [];
      for (let times = 0; times < 60; times += 1) loaded.pool.noteReading(1, 200_000); // dearer than writing, by what is said of a state here
    });

    it('E20 are handed over as soon as that has been read, not only when all is', async () => {
      await Promise.all([warming(long(), 'long').warm(), warming(short(), 'short').warm()]);
      expect(ended).toEqual(['short', 'long']);
      expect(states()).not.toHaveLength(0);
    });

    it('E20 are read by everybody where they cannot be handed over', async () => {
      const reader = await loaded.pool.take(long(), never);
      vi.spyOn(reader.sequence.native, 'saveStateToFile').mockRejectedValue(new Error('the disk is full'));
      const follower = loaded.pool.take(short(), never);
      await reader.sequence.native.evaluateWithoutGeneratingNewTokens(long().slice(0, 128));
      await reader.handOver();
      expect((await follower).keptTokens).toBe(0);
    });

    it('E20 are read by everybody where handing them over would take longer', async () => {
      for (let times = 0; times < 60; times += 1) loaded.pool.noteReading(1, 1);
      await loaded.pool.take(long(), never);
      expect((await loaded.pool.take(short(), never)).keptTokens).toBe(0);
    });

    it('count as held for whoever comes after the one that reads them', async () => {
      const reader = await loaded.pool.take(long(), never);
      await reader.sequence.native.evaluateWithoutGeneratingNewTokens(long().slice(0, 128));
      expect(loaded.pool.held(short())).toBe(100);
      reader.release();
      expect(loaded.pool.held(short())).toBe(100);
    });
  });

  it('E14 that are lent count as held, and are saved when they come back', async () => {
    const tokens = loaded.model.tokenize(sentence.repeat(8));
    await read(tokens);
    const lent = loaded.pool.lendAll();
    expect(loaded.pool.held(tokens)).toBe(tokens.length);
    const saved = loaded.pool.saveAtRest(() => true);
    lent?.giveBack();
    await saved;
    expect(states()).toHaveLength(1);
  });
});

describe('states whose place on disk is scarce', () => {
  let files: ReturnType<typeof temporaryFiles>;
  let loaded: LoadedModel;

  beforeEach(async () => {
    files = temporaryFiles({});
    loaded = await loadDemo(files, {
      sequences: 3,
      batchTokens: 64,
      threads: 1,
      stateBytesPerToken: bytesPerToken,
      capBytes: 250 * bytesPerToken,
    });
  });
  afterEach(async () => {
    await loaded.llama.dispose();
    files.remove();
  });

  const text = (topic: string) => loaded.model.tokenize(`${topic}${sentence.repeat(12)}`).slice(0, 100);
  const states = () => readdirSync(files.path('snapshots')).filter((name) => name.endsWith('.state'));
  const readAndSaved = async (topic: string) => {
    const sequence = await readIn(loaded, text(topic));
    await loaded.pool.saveAtRest(() => true);
    return sequence;
  };
  /** What need not be read of it when it is wanted again. */
  const heldOf = async (topic: string) => {
    const { keptTokens, release } = await loaded.pool.take(text(topic), never);
    release();
    return keptTokens;
  };

  it('E14 are written once more when they make way after what was written of them had to go', async () => {
    const first = await readAndSaved('海');
    await readAndSaved('城');
    await readAndSaved('路');
    expect(first.savedTokens).toBe(0);
    await readIn(loaded, text('灯'));
    expect(first.tokens).toEqual(text('灯'));
    expect(await heldOf('海')).toBe(100);
  });

  it('E14 do not make way as long as they are used in memory', async () => {
    const first = await readAndSaved('海');
    const second = await readAndSaved('城');
    expect(await heldOf('海')).toBe(100);
    await readAndSaved('路');
    expect(first.savedTokens).toBe(100);
    expect(second.savedTokens).toBe(0);
  });

  it('E14 are written at rest as long as there is room, the ones used last first, and not in turns', async () => {
    const sequences = [await readIn(loaded, text('海')), await readIn(loaded, text('城')), await readIn(loaded, text('路'))];
    await loaded.pool.saveAtRest(() => true);
    expect(sequences.map(({ savedTokens }) => savedTokens)).toEqual([0, 100, 100]);
    const files = states();
    await loaded.pool.saveAtRest(() => true);
    expect(states()).toEqual(files);
  });

  it.each(['larger than all of them may be', 'refused by the disk'])(
    'E13 go on where they are when the copy that was wanted is %s',
    async (why) => {
      const many = (topic: string) => loaded.model.tokenize(`${topic}${sentence.repeat(40)}`);
      const held = why.startsWith('larger') ? many('海').slice(0, 300) : text('海');
      const sequence = await readIn(loaded, held);
      if (why.startsWith('refused')) vi.spyOn(sequence.native, 'saveStateToFile').mockRejectedValue(new Error('the disk is full'));
      const start = held.slice(0, Math.ceil(held.length * 0.6));
      const lease = await loaded.pool.take([...start, ...text('城').slice(0, 50)], never);
      expect(lease.sequence).toBe(sequence);
      expect(lease.keptTokens).toBe(start.length);
    },
  );

  it('E13 go on where they are when their copy had to go for the state that makes way', async () => {
    const costs = (readMsPerToken: number) => {
      for (let times = 0; times < 60; times += 1) loaded.pool.noteReading(1, readMsPerToken);
    };
    const behind = (count: number, topic: string) => loaded.model.tokenize(`${topic}${sentence.repeat(20)}`).slice(0, count);
    costs(0); // nothing is worth copying while these are read
    await readIn(loaded, [...text('海').slice(0, 40), ...behind(110, '城')]);
    await readIn(loaded, text('桥'));
    const sequence = await readIn(loaded, [...text('海').slice(0, 90), ...behind(60, '路')]);
    costs(2_000);
    const lease = await loaded.pool.take([...text('海').slice(0, 90), ...behind(30, '灯')], never);
    expect(lease.sequence).toBe(sequence);
    expect(lease.keptTokens).toBe(90);
  });

  it('E7 that are fetched when a Stop comes are there for the next one', async () => {
    await readAndSaved('海');
    const others = [];
    for (const topic of ['城', '路', '灯']) others.push(await readIn(loaded, text(topic)));
    const stop = new AbortController();
    for (const { native } of others) {
      const fetch = native.loadStateFromFile.bind(native);
      vi.spyOn(native, 'loadStateFromFile').mockImplementationOnce((...asked) => {
        stop.abort();
        return fetch(...asked);
      });
    }
    const atOnce = new AbortController();
    const refused = loaded.pool.take(text('海'), atOnce.signal);
    atOnce.abort();
    await expect(refused).rejects.toThrow('abort');
    const late = await loaded.pool.take(text('海'), stop.signal);
    expect(stop.signal.aborted).toBe(true);
    expect(late.sequence.tokens).toEqual(text('海'));
    late.release();
    expect(loaded.pool.isIdle).toBe(true);
    expect(await heldOf('海')).toBe(100);
  });

  it('E14 do not make way for the state in whose place they are fetched', async () => {
    await readAndSaved('海');
    await readAndSaved('城');
    await readIn(loaded, text('路'));
    await readIn(loaded, text('灯'));
    expect(await heldOf('城')).toBe(100);
    expect(await heldOf('海')).toBe(100);
  });
});

import { qwen3InstructSampling } from '@maobi/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChildGenerateRequest } from '../../protocol.ts';
import { temporaryFiles, until } from '../../test-processes.ts';
import { loadDemo } from '../load-demo.ts';
import type { LoadedModel } from '../loaded-model.ts';
import { Generation, type GenerationEvent } from './generation.ts';

describe('a text that is not always written with the likeliest word', () => {
  let files: ReturnType<typeof temporaryFiles>;
  let loaded: LoadedModel;

  beforeEach(async () => {
    files = temporaryFiles({});
    loaded = await loadDemo(files, { sequences: 2, batchTokens: 64, threads: 1, passCosts: { 4: 1.1, 8: 1.2 } });
  });
  afterEach(async () => {
    await loaded.llama.dispose();
    files.remove();
  });

  const request = (changes: Partial<ChildGenerateRequest> = {}): ChildGenerateRequest => ({
    prompt: { kind: 'messages', messages: [{ role: 'user', text: '写一段关于海边小城的短文。' }] },
    sampling: { ...qwen3InstructSampling, temperature: 0.7 },
    maxTokens: 80,
    stop: [],
    jsonSchema: null,
    reference: null,
    seed: 7,
    ...changes,
  });

  type Told = (event: GenerationEvent, generation: Generation) => void;
  const written = async (changes: Partial<ChildGenerateRequest> = {}, onEvent: Told = () => {}) => {
    let text = '';
    let accepted = 0;
    const generation: Generation = new Generation(loaded, request(changes), (event) => {
      if (event.type === 'text') text += event.text;
      if (event.type === 'ended') ({ accepted } = event.drafts);
      onEvent(event, generation);
    });
    await generation.run();
    return { text, accepted };
  };

  /** Lets a generation rest after every few tokens. */
  const resting = (rests: { count: number }): Told => {
    let restedAt = 0;
    return (event, generation) => {
      if (event.type !== 'text' || event.written < restedAt + 9) return;
      restedAt = event.written;
      rests.count += 1;
      generation.setPaused(true);
      void until(() => loaded.pool.isIdle).then(() => generation.setPaused(false));
    };
  };

  it.each([
    { what: 'plain', changes: {} },
    { what: 'JSON', changes: { jsonSchema: { type: 'array', items: { type: 'string', maxLength: 12 }, minItems: 9, maxItems: 9 } } },
    { what: 'with penalties', changes: { sampling: { ...qwen3InstructSampling, temperature: 0.7, presencePenalty: 1 } } },
  ])('E16 is the same after rests: $what', async ({ changes }) => {
    const { text } = await written(changes);
    const rests = { count: 0 };
    expect((await written(changes, resting(rests))).text).toBe(text);
    expect(rests.count).toBeGreaterThan(3);
    expect((await written({ ...changes, seed: 8 })).text).not.toBe(text);
  });

  it('E17 is the same with words drafted from a reference, and with rests as well', async () => {
    const { text } = await written();
    const drafted = await written({ reference: text });
    expect(drafted.text).toBe(text);
    expect(drafted.accepted).toBeGreaterThan(20);
    const rests = { count: 0 };
    expect((await written({ reference: text }, resting(rests))).text).toBe(text);
    expect(rests.count).toBeGreaterThan(1);
  });
});

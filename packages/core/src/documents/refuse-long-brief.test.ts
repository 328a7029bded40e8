import { plainBrief, type Brief } from '@maobi/contract';
import { createScriptedEngine, createTestStudio } from '@maobi/testkit';
import { expect, it, vi } from 'vitest';
import { StudioError } from '../errors.ts';

const contextTokens = 1024;
const roomTokens = contextTokens - contextTokens / 4;
const engine = () => createScriptedEngine({ contextTokens, largestContextTokens: contextTokens });
const brief = (said: Partial<Brief>) => plainBrief({ topic: '养蜂', language: 'zh', words: 300, ...said });

it('C20 a brief that leaves no room is refused with the part of it that is too long, and by how much', async () => {
  await using studio = await createTestStudio({ engine: engine() });
  const refusal = await studio.documents.checkBrief({ brief: brief({ notes: '蜂'.repeat(1500) }) }).catch((error: unknown) => error);
  if (!(refusal instanceof StudioError)) throw new Error('it was not refused');
  expect(refusal).toMatchObject({ code: 'context-too-long', details: { contextTokens, choices: ['shorten'] } });
  const promptTokens = Number(refusal.details?.['promptTokens']);
  expect(refusal.message).toBe(
    `The notes are too long: the model would be told ${promptTokens} tokens before it writes, ` +
      `${promptTokens - roomTokens} more than a context of 1024 has room for.`,
  );
  const tooMany = Number(/^Shorten the notes by about (\d+) characters\.$/u.exec(refusal.hint ?? '')?.[1]);
  const shorter = brief({ notes: '蜂'.repeat(1500 - tooMany - 20) });
  await expect(studio.documents.checkBrief({ brief: shorter })).resolves.toBeUndefined();
});

it('C20 no single part is named where shortening one would not do', async () => {
  await using studio = await createTestStudio({ engine: engine() });
  const long = brief({ topic: '题'.repeat(1500), notes: '蜂'.repeat(1600) });
  await expect(studio.documents.checkBrief({ brief: long })).rejects.toThrow(/^What is asked for is too long/u);
});

it('C20 for a brief that fits every context nothing is loaded or counted', async () => {
  const asked = engine();
  const counting = vi.spyOn(asked, 'countTokens');
  await using studio = await createTestStudio({ engine: asked });
  await studio.documents.checkBrief({ brief: brief({}) });
  expect(counting).not.toHaveBeenCalled();
});

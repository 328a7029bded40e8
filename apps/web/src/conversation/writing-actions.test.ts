import type { Message, Run } from '@maobi/contract';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeStudio } from '../testing/fake-studio.tsx';
import { sampleId } from '../testing/samples.ts';
import { WritingActions } from './writing-actions.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const createdAt = '2026-11-01T00:00:00.000Z';
const [conversationId, answerId] = [sampleId(1), sampleId(2)];
const begun = { action: 'answer', documentId: null, versionId: null, usage: null, timings: null, error: null, endedAt: null } as const;
const run: Run = { ...begun, id: sampleId(3), conversationId, messageId: answerId, model: 'demo', state: 'queued', seed: 1, createdAt };
const answer: Message = { id: answerId, conversationId, parentId: null, role: 'assistant', text: '春', createdAt, run, lastSeq: 1 };

describe('going on with an answer', () => {
  it('leaves the oldest turns out only when asked to', async () => {
    const studio = new FakeStudio({ continueMessage: () => ({ user: null, answer, run }) });
    const actions = new WritingActions(new QueryClient(), conversationId);
    await actions.continueAnswer(answerId);
    await actions.continueAnswer(answerId, 'drop-oldest-turns');
    const [plain, dropping] = studio.bodiesOf('continueMessage');
    expect(plain).not.toHaveProperty('options');
    expect(dropping).toHaveProperty('options', { overflow: 'drop-oldest-turns' });
  });
});

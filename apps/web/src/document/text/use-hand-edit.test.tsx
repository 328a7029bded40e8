import '../../language/language.ts';
import { QueryClient } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keys } from '../../studio/keys.ts';
import { sampleDocument, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio } from '../../testing/fake-studio.tsx';
import { DocumentActions } from '../document-actions.ts';
import { PendingPastes } from '../editor/pending-pastes.ts';
import { useHandEdit } from './use-hand-edit.ts';

afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

describe('a section that is left', () => {
  it('W10: is kept with what was pasted and is still on its way', async () => {
    const texts: string[] = [];
    const section = sampleSection(1, { version: sampleVersion(1, 1, { text: 'Old.' }), count: 1, state: 'short' });
    const detail = sampleDocument({ sections: [section] });
    new FakeStudio({
      getDocument: () => detail,
      addVersion: ({ body }) => {
        texts.push((body as { text: string }).text);
        return detail;
      },
    });
    const cache = new QueryClient();
    cache.setQueryData(keys.document(detail.id), detail);
    const actions = new DocumentActions(cache, detail.id);
    const [pending, onDone] = [new PendingPastes(), vi.fn<() => void>()];
    const { result } = renderHook(() => useHandEdit({ section, actions, draft: null, onDone, pending, editor: { current: null } }));
    await act(async () => {
      let arrive: () => void = () => undefined;
      pending.add(new Promise<void>((resolve) => (arrive = resolve)).then(() => result.current.change('Old. Pasted.')));
      const finished = result.current.finish();
      arrive();
      expect(await finished).toBe(true);
    });
    expect(texts).toEqual(['Old. Pasted.']);
    expect(onDone).toHaveBeenCalledOnce();
  });
});

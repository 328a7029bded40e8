import '../../language/language.ts';
import { QueryClient } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { setConnection } from '../../studio/connection.ts';
import { keys } from '../../studio/keys.ts';
import { sampleDocument, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio } from '../../testing/fake-studio.tsx';
import { useToasts } from '../../toasts/toasts.ts';
import { DocumentActions } from '../document-actions.ts';
import { PendingPastes } from '../editor/pending-pastes.ts';
import { useHandEdit } from './use-hand-edit.ts';

afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

/** A section under the writer's hands; `away.is`: the studio does not answer. */
function edited() {
  const [texts, away] = [[] as string[], { is: false }];
  const section = sampleSection(1, { version: sampleVersion(1, 1, { text: 'Old.' }), count: 1, state: 'short' });
  const detail = sampleDocument({ sections: [section] });
  new FakeStudio({
    getDocument: () => detail,
    addVersion: ({ body }) => {
      if (away.is) throw new TypeError('gone');
      texts.push((body as { text: string }).text);
      return detail;
    },
  });
  const cache = new QueryClient();
  cache.setQueryData(keys.document(detail.id), detail);
  const actions = new DocumentActions(cache, detail.id);
  const [pending, onDone] = [new PendingPastes(), vi.fn<() => void>()];
  const { result } = renderHook(() => useHandEdit({ section, actions, draft: null, onDone, pending, editor: { current: null } }));
  return { texts, away, pending, onDone, result };
}

describe('a section that is left', () => {
  it('W10: is kept with what was pasted and is still on its way', async () => {
    const { texts, pending, onDone, result } = edited();
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

  it.each([
    ['its news come again', () => setConnection('online')],
    ['the browser has a network again', () => dispatchEvent(new Event('online'))],
  ])('X18 while the studio is away stays open, says so once, and is saved as soon as %s', async (_, comeBack) => {
    const { texts, away, onDone, result } = edited();
    useToasts.setState({ toasts: [] });
    setConnection('lost');
    away.is = true;
    act(() => result.current.change('Old. Typed.'));
    await act(() => result.current.finish());
    await act(() => result.current.keep());
    expect([result.current.isUnsaved, onDone.mock.calls.length, useToasts.getState().toasts.length]).toEqual([true, 0, 1]);

    away.is = false;
    act(comeBack);
    await vi.waitFor(() => expect(texts).toEqual(['Old. Typed.']));
    await vi.waitFor(() => expect(result.current.isUnsaved).toBe(false));
  });
});

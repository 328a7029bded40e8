import type { DocumentDetail } from '@maobi/contract';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { sampleDocument } from '../testing/document-samples.ts';
import { FakeStudio } from '../testing/fake-studio.tsx';
import { DocumentActions } from './document-actions.ts';

afterEach(() => void vi.unstubAllGlobals());

it('X19 shows what became of a document while the answer to a change of it was on its way', async () => {
  const { id } = sampleDocument();
  const queryKey = keys.document(id);
  const cache = new QueryClient();
  new FakeStudio({
    updateDocument: () => {
      // a section has been finished in that moment, and news of it are quicker than this answer
      void cache.invalidateQueries({ queryKey });
      return sampleDocument({ title: 'as it was then' });
    },
    getDocument: () => sampleDocument({ title: 'as it stands' }),
  });
  const queryFn = () => client.call('getDocument', { params: { id } });
  const leave = new QueryObserver(cache, { queryKey, queryFn, staleTime: Infinity, initialData: sampleDocument() }).subscribe(() => {});
  await new DocumentActions(cache, id).rename('as it was then');
  await vi.waitFor(() => expect(cache.getQueryData<DocumentDetail>(queryKey)?.title).toBe('as it stands'));
  leave();
});

import type { DocumentDetail } from '@maobi/contract';
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { keys } from '../../studio/keys.ts';
import { useDocument, useSystem } from '../../studio/queries.ts';
import { sampleDocument, sampleJob, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleSystem } from '../../testing/samples.ts';
import { PromptTab } from './prompt-tab.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const written = (text: number) => sampleSection(1, { version: sampleVersion(text, 1), count: 8, state: 'done' });
const first = sampleDocument({ sections: [written(1), sampleSection(2)] });

function Tab() {
  const { data: system } = useSystem();
  const { data: detail } = useDocument(first.id);
  return system && detail ? <PromptTab detail={detail} section={detail.sections[1] ?? null} versions={[]} /> : null;
}

it('P6 the prompt is asked for anew with everything that changes it', async () => {
  let asked = 0;
  new FakeStudio({
    getSystem: () => sampleSystem(),
    getDocument: () => first,
    getSectionPrompt: () => {
      const messages = [{ role: 'user' as const, text: `Prompt ${(asked += 1)}` }];
      return { action: 'draft', model: 'demo', messages, tokens: null, heldTokens: null, readingMs: null };
    },
  });
  const { queryClient } = await renderStudio(<Tab />);
  await screen.findByText('Prompt 1');
  const put = (key: readonly unknown[], value: object) => act(() => void queryClient.setQueryData(key, value));
  const change = (fields: Partial<DocumentDetail>) => put(keys.document(first.id), { ...first, ...fields });
  change({ revision: 2 });
  await screen.findByText('Prompt 2');
  change({ revision: 2, sections: [written(7), sampleSection(2)] });
  await screen.findByText('Prompt 3');
  change({ revision: 2, sections: [written(7), sampleSection(2)], job: sampleJob() });
  await screen.findByText('Prompt 4');
  const { engine, ...system } = sampleSystem();
  put(keys.system, { ...system, engine: { ...engine, state: 'ready', model: 'demo', contextTokens: 4096 } });
  await screen.findByText('Prompt 5');
  expect(asked).toBe(5);
});

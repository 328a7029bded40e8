import type { Model } from '@maobi/contract';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleModel, sampleSystem } from '../testing/samples.ts';
import { dismissToast, takeToastAction, useToasts } from '../toasts/toasts.ts';
import { ModelsPage } from './models-page.tsx';

afterEach(() => {
  for (const { id } of useToasts.getState().toasts) takeToastAction(id);
  cleanup();
  vi.unstubAllGlobals();
});

const installed = { state: 'verified', isLinked: false, path: '/models/large.gguf' } as const;
const begun = {
  state: 'paused',
  source: 'huggingface',
  receivedBytes: 1e9,
  totalBytes: 2e9,
  bytesPerSecond: 0,
  remainingMs: null,
  error: null,
} as const;

const lastToast = () => useToasts.getState().toasts.at(-1)!;
const expire = () => act(() => dismissToast(lastToast().id));
const undo = () => act(() => takeToastAction(lastToast().id));

async function open(fields: Partial<Model>) {
  let model = sampleModel('large', { isCatalogued: true, ...fields });
  const studio = new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [model] }),
    getComparison: () => ({ models: [] }) as never,
    removeModel: () => (model = { ...model, installed: null }),
    cancelPull: () => (model = { ...model, download: null }),
  });
  await renderStudio(<ModelsPage />);
  await screen.findByText(model.name);
  return { name: model.name, called: (endpoint: string) => studio.calls.filter(({ name }) => name === endpoint).length };
}

async function removeFile(name: string) {
  fireEvent.click(screen.getByRole('button', { name: new RegExp(name, 'u') }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Delete the file' }));
}

it('M25 a file is deleted only when that can no longer be undone, and is not offered meanwhile', async () => {
  const { name, called } = await open({ installed });
  await removeFile(name);
  await waitFor(() => expect(screen.queryByText(name)).toBeNull());
  undo();
  await screen.findByText(name);
  expect(called('removeModel')).toBe(0);
  await removeFile(name);
  await waitFor(() => expect(screen.queryByText(name)).toBeNull());
  expire();
  await screen.findByRole('button', { name: `Get 2.5 GB: ${name}` });
  expect(called('removeModel')).toBe(1);
});

it('M25 a begun download is kept until discarding it can no longer be undone', async () => {
  const { called } = await open({ download: begun });
  fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
  await screen.findByText(/about to be deleted/u);
  undo();
  fireEvent.click(await screen.findByRole('button', { name: 'Discard' }));
  expect(called('cancelPull')).toBe(0);
  expire();
  await screen.findByRole('button', { name: /^Get 2\.5 GB/u });
  expect(called('cancelPull')).toBe(1);
});

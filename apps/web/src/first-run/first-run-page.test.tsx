import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Download } from '@maobi/contract';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleModel, sampleSystem } from '../testing/samples.ts';
import { FirstRunPage } from './first-run-page.tsx';

const standard = sampleModel('standard', { name: 'Standard', isDefault: true });
const finer = sampleModel('finer', { name: 'Finer', sizeBytes: 20_000_000_000, memoryBytes: { at8k: 21e9, at32k: 25e9 } });

function downloadIn(state: Download['state'], fields: Partial<Download> = {}): Download {
  return {
    state,
    source: 'modelscope',
    receivedBytes: 1_320_000_000,
    totalBytes: 2_500_000_000,
    bytesPerSecond: 6_200_000,
    remainingMs: 190_000,
    error: null,
    ...fields,
  };
}

async function open(download: Download | null = null) {
  const fake = new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [{ ...standard, download }, finer] }),
    pullModel: () => standard,
    pausePull: () => standard,
    importModel: () => ({ code: 'model-invalid', message: 'It starts with "PK", not "GGUF".', retryable: false }),
  });
  await renderStudio(<FirstRunPage />);
  await screen.findByText('Standard, recommended');
  return fake;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the first page', () => {
  it('recommends a model with its size, and gets it from where the writer says', async () => {
    const fake = await open();
    fireEvent.click(screen.getByRole('radio', { name: 'ModelScope' }));
    fireEvent.click(screen.getByRole('button', { name: /Get this model 2.5 GB/ }));
    await waitFor(() => expect(fake.bodiesOf('pullModel')).toEqual([{ source: 'modelscope' }]));
  });

  it('says before the download that a model does not fit into memory', async () => {
    await open();
    expect(screen.getByText('Needs 20 GB of memory, this computer has 16 GB')).toBeTruthy();
  });

  it('shows what has arrived, how fast and how long still, and pauses', async () => {
    const fake = await open(downloadIn('downloading'));
    expect(screen.getByText('1.3 GB of 2.5 GB')).toBeTruthy();
    expect(screen.getByText('6.2 MB per second, 3 min 10 s left')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(fake.bodiesOf('pausePull')).toHaveLength(1));
  });

  it('says what to do about a download that failed, and goes on with it', async () => {
    const error = { code: 'disk-full' as const, message: 'No space left on device.', retryable: true };
    const fake = await open(downloadIn('failed', { error }));
    expect(screen.getByRole('alert').textContent).toContain(
      'The disk is full. What was saved before is safe. Free some space and try again.',
    );
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
    await waitFor(() => expect(fake.bodiesOf('pullModel')).toHaveLength(1));
  });

  it('links a file of the writer and says what is wrong with it', async () => {
    const fake = await open();
    fireEvent.click(screen.getByRole('radio', { name: /Use a file I have/ }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Where the file is' }), { target: { value: '"/home/me/a b.gguf"' } });
    fireEvent.click(screen.getByRole('button', { name: 'Use this file' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('not a usable GGUF model');
    expect(alert.textContent).toContain('It starts with "PK"');
    expect(fake.bodiesOf('importModel')).toEqual([{ path: '/home/me/a b.gguf' }]);
  });
});

import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Download, ModelSourceName } from '@maobi/contract';
import { qwen3InstructSampling, type ModelFiles } from '@maobi/core';
import type { CatalogueEntry } from '../catalogue.ts';
import type { DownloadLimits } from '../download.ts';
import { openModelFiles, type ModelFilesOptions } from '../open-model-files.ts';

/** The real demo model of the repository: a whole, small GGUF file. */
export const demoPath = path.resolve(import.meta.dirname, '../../../../models/demo/maobi-demo.gguf');

/** 300 KB without any pattern. */
export const sampleBytes = new Uint8Array(randomBytes(300_000));

/** As the defaults, in a world where everything is small and fast. */
const quickLimits: DownloadLimits = {
  probeStaggerMs: 200,
  probeTimeoutMs: 2000,
  stallTimeoutMs: 300,
  attempts: 3,
  firstRetryMs: 5,
  longestRetryMs: 20,
  progressBytes: 1000,
  reserveBytes: 1000,
  checkEveryBytes: 50_000,
};

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A catalogue entry of the sample bytes, served under the given addresses. */
export function sampleEntry(urls: readonly string[], overrides: Partial<CatalogueEntry> = {}): CatalogueEntry {
  const names: ModelSourceName[] = ['huggingface', 'hf-mirror', 'modelscope'];
  return {
    id: 'sample',
    name: 'Sample',
    kind: 'writing',
    isDefault: true,
    quantisation: 'Q4_K_M',
    sizeBytes: sampleBytes.byteLength,
    sha256: sha256Of(sampleBytes),
    licence: 'Apache-2.0',
    shape: null,
    sampling: qwen3InstructSampling,
    sources: urls.map((url, index) => ({ name: names[index] ?? 'modelscope', url: `${url}/sample.gguf` })),
    ...overrides,
  };
}

/** A models folder of its own, removed at the end of the block. */
export async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'maobi-models-'));
  return { path: folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

export function openSample(
  folder: string,
  entry: CatalogueEntry | null,
  options: Omit<Partial<ModelFilesOptions>, 'folder' | 'catalogue'> = {},
): Promise<ModelFiles> {
  return openModelFiles({
    folder,
    catalogue: entry ? [entry] : [],
    demoPath,
    allowLoopbackHttp: true,
    freeBytes: () => Promise.resolve(10_000_000),
    ...options,
    limits: { ...quickLimits, ...options.limits },
  });
}

/** Resolves with the first state of the download that is as wanted. */
export function whenDownload(files: ModelFiles, isWanted: (download: Download) => boolean): Promise<Download> {
  return new Promise((resolve) => {
    const unwatch = files.watch((change) => {
      if (!change?.download || !isWanted(change.download)) return;
      unwatch();
      resolve(change.download);
    });
  });
}

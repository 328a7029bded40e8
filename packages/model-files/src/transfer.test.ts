import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { startFaultyFileServer } from './testing/faulty-file-server.ts';
import { sampleBytes } from './testing/sample-models.ts';
import { openTransfer } from './transfer.ts';

/** More than once: what a call that has just ended held is let go a little later. */
async function collectedGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let times = 0; times < 5; times += 1) {
    await delay(5);
    collect();
  }
  await delay(20);
}

it('M14 brings every byte, whenever garbage is collected before the first is read', async () => {
  await using server = await startFaultyFileServer(sampleBytes);
  const network = { fetch: (url: URL, init: RequestInit) => fetch(url, init), policy: { allowedHosts: [], allowLoopbackHttp: true } };
  for (let times = 0; times < 5; times += 1) {
    const request = { url: `${server.url}/sample.gguf`, offset: 0, etag: null, sizeBytes: sampleBytes.byteLength, sha256: null };
    const transfer = await openTransfer(request, network, AbortSignal.timeout(20_000));
    await collectedGarbage();
    let received = 0;
    if ('body' in transfer) for await (const chunk of transfer.body) received += chunk.byteLength;
    expect(received).toBe(sampleBytes.byteLength);
  }
});

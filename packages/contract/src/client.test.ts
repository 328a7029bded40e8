import { expect, it, vi } from 'vitest';
import { createStudioClient } from './checking-client.ts';

it('ends a stream by its signal, also where the connection hears nothing of that', async () => {
  let isClosed = false;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('data: {"type":"models"}\n\n')),
    cancel: () => void (isClosed = true),
  });
  const client = createStudioClient({ baseUrl: 'http://studio.test', fetch: async () => new Response(body) });
  const leaving = new AbortController();
  const seen: string[] = [];
  const reading = (async () => {
    for await (const { type } of client.streamStudio({ signal: leaving.signal })) seen.push(type);
  })();
  await vi.waitFor(() => expect(seen).toEqual(['models']));
  leaving.abort();
  await expect(reading).rejects.toThrow(/abort/iu);
  expect(isClosed).toBe(true);
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { client } from './client.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

let say: (text: string) => void;
let breakOff: () => void;
let isLetGo: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  isLetGo = false;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      say = (text) => controller.enqueue(bytesOf(text));
      breakOff = () => controller.error(new TypeError('network error'));
    },
    cancel: () => void (isLetGo = true),
  });
  vi.stubGlobal('fetch', async () => new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function listen() {
  const heard = { types: [] as string[], end: null as 'ended' | 'broken' | null };
  void (async () => {
    for await (const { type } of client.streamStudio()) heard.types.push(type);
  })().then(
    () => (heard.end = 'ended'),
    () => (heard.end = 'broken'),
  );
  return heard;
}

describe('R13 a stream of events', () => {
  it('goes on for as long as there are signs of life', async () => {
    const heard = listen();
    for (let times = 0; times < 8; times += 1) {
      await vi.advanceTimersByTimeAsync(15_000);
      say(': keep-alive\n\n');
    }
    say('data: {"type":"models"}\n\n');
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toEqual({ types: ['models'], end: null });
  });

  it('ends once there are none, and is let go of', async () => {
    const heard = listen();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([heard.end, isLetGo]).toEqual(['ended', true]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that breaks off does so at once', async () => {
    const heard = listen();
    await vi.advanceTimersByTimeAsync(0);
    breakOff();
    await vi.advanceTimersByTimeAsync(0);
    expect(heard.end).toBe('broken');
    expect(vi.getTimerCount()).toBe(0);
  });
});

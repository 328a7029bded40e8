import { describe, expect, it, vi } from 'vitest';
import { serveUntilStopped } from './serve-until-stopped.ts';

function serverWith(told: string[]): { close: () => Promise<void> } {
  return { close: async () => void told.push('closed') };
}

describe('serving until a signal comes', () => {
  it('N8: closes the server at Ctrl+C', async () => {
    const told: string[] = [];
    const serving = serveUntilStopped(serverWith(told), { start: async () => void told.push('started') });
    process.emit('SIGINT', 'SIGINT');
    expect(await serving).toBe('SIGINT');
    expect(told).toEqual(['started', 'closed']);
  });

  it('N8: closes in order when Ctrl+C comes before the start is told', async () => {
    const told: string[] = [];
    const signal = await serveUntilStopped(serverWith(told), {
      start: async () => {
        process.emit('SIGTERM', 'SIGTERM');
        await Promise.resolve();
        told.push('started');
      },
    });
    expect([signal, told]).toEqual(['SIGTERM', ['started', 'closed']]);
  });

  it('N8: closes the server when telling the start fails, and says why', async () => {
    const told: string[] = [];
    const failing = serveUntilStopped(serverWith(told), { start: () => Promise.reject(new Error('no answer')) });
    await expect(failing).rejects.toThrow('no answer');
    expect(told).toEqual(['closed']);
    expect(process.listeners('SIGHUP')).toEqual([]);
  });

  it('C7: says so when closing takes a while, and only then', async () => {
    vi.useFakeTimers();
    try {
      for (const closingMs of [900, 4_000]) {
        const told: string[] = [];
        const close = () => new Promise<void>((resolve) => setTimeout(resolve, closingMs));
        const serving = serveUntilStopped({ close }, { slowEnd: () => told.push('slow') });
        process.emit('SIGINT', 'SIGINT');
        await vi.advanceTimersByTimeAsync(5_000);
        await serving;
        expect(told).toEqual(closingMs > 1_000 ? ['slow'] : []);
      }
    } finally {
      vi.useRealTimers();
    }
  });
});

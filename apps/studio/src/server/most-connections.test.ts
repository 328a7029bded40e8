import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { limitConnections, mostConnections } from './most-connections.ts';

describe('connections that may be open together (N10)', () => {
  const opened: { destroy(): void }[] = [];
  afterEach(() => opened.splice(0).forEach((one) => one.destroy()));

  async function listening(): Promise<ReturnType<typeof createServer>> {
    const server = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    opened.push({ destroy: () => server.close() });
    return server;
  }

  async function opens(server: ReturnType<typeof createServer>): Promise<{ socket: Socket; closed: Promise<unknown> }> {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').resume();
    opened.push(socket);
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    const accepted = once(server, 'connection');
    await accepted;
    return { socket, closed };
  }

  it('leave the studio what it opens itself', () => {
    expect(mostConnections(1_024)).toBe(768);
    expect(mostConnections(100)).toBe(64);
    expect(mostConnections(1_000_000)).toBe(12_000);
    expect(mostConnections(null)).toBe(12_000);
    expect(mostConnections()).toBeGreaterThanOrEqual(64);
  });

  it('count for both addresses, and make room when they end', async () => {
    const servers = [await listening(), await listening()] as const;
    limitConnections(servers, 2);
    const first = await opens(servers[0]);
    await opens(servers[1]);
    await (
      await opens(servers[1])
    ).closed;
    const countOf = (server: (typeof servers)[number]) =>
      new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
    first.socket.destroy();
    await expect.poll(() => countOf(servers[0])).toBe(0);
    await opens(servers[0]);
    expect((await countOf(servers[0])) + (await countOf(servers[1]))).toBe(2);
  });
});

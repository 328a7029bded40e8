import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StudioError } from '@maobi/core';
import { limitConnections, mostConnections } from './most-connections.ts';

/** Where the studio listens unless told otherwise. */
export const defaultPort = 4160;
const portsTried = 20;
/** As many as may be opened at the same moment and wait to be looked at; the system may allow fewer. */
const backlog = 4_096;

/** Open doors of the studio: IPv4 loopback, and IPv6 loopback where there is one. */
export interface Listening {
  readonly port: number;
  readonly servers: readonly Server[];
}

/**
 * Listens on the loopback addresses of this machine: on the wanted port, else the next free one, else any. `0` asks for
 * any. Throws `address-unavailable`.
 */
export async function listenOnLoopback(wantedPort: number, listener: RequestListener): Promise<Listening> {
  const next = Array.from({ length: portsTried }, (_, index) => wantedPort + index).filter((port) => port <= 65_535);
  for (const port of wantedPort === 0 ? [0] : [...next, 0]) {
    const listening = await tryPort(port, listener);
    if (listening) return listening;
  }
  throw new StudioError('address-unavailable', `No port can be opened on 127.0.0.1 (tried ${wantedPort} and more).`);
}

/** `null` when the port is taken on either address: whoever has `[::1]` would else get what is meant for us. */
async function tryPort(port: number, listener: RequestListener): Promise<Listening | null> {
  const first = await open('127.0.0.1', port, listener);
  if (typeof first === 'string') return null;
  const boundPort = (first.address() as AddressInfo).port;
  const second = await open('::1', boundPort, listener);
  if (second === 'taken') {
    await new Promise((resolve) => first.close(resolve));
    return null;
  }
  const servers = second === 'unavailable' ? [first] : [first, second];
  limitConnections(servers, mostConnections());
  return { port: boundPort, servers };
}

async function open(host: string, port: number, listener: RequestListener): Promise<Server | 'taken' | 'unavailable'> {
  const server = createServer({ connectionsCheckingInterval: 2_000 }, listener);
  // a client that never finishes its headers or its body must not hold a connection for ever
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 10_000;
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? 'taken' : 'unavailable');
    });
    server.listen({ host, port, ipv6Only: true, exclusive: true, backlog }, () => resolve(server));
  });
}

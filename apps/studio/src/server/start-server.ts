import { existsSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { StudioError } from '@maobi/core';
import { createApi, createSecurity, dataPolicy, withSecurityHeaders, type Security } from '@maobi/http-api';
import { composeStudio, type ComposedStudio, type ComposeOptions } from '../compose.ts';
import { localKeyOf } from '../data-folder.ts';
import { findRunningStudio, launchUrlOf, removeInstance, writeInstance } from './instance-file.ts';
import { defaultPort, listenOnLoopback, type Listening } from './listen.ts';
import { createPages } from './pages.ts';

/** Everything must be closed by then; what is not closes with the process. */
const closeWithinMs = 2_500;

export interface ServerOptions extends ComposeOptions {
  /** Default 4160; taken: the next free one. `0`: any. */
  readonly port?: number;
  /** Only names of this machine are accepted. Default `127.0.0.1`. */
  readonly host?: string;
  /** Folder of the built web studio. Default: beside the program, else the one of this repository. */
  readonly webFolder?: string;
  /** Further `Host` values that are answered, for a development server in front. Default: none. */
  readonly extraHosts?: readonly string[];
}

export interface RunningServer {
  /** `started`: by this process; `reused`: another process serves this data folder already. */
  readonly kind: 'started' | 'reused';
  /** e.g. `http://127.0.0.1:4160`. */
  readonly url: string;
  /** Signs the first browser in that opens it. */
  readonly launchUrl: string;
  readonly port: number;
  /** Keeps what runs as `interrupted`, closes everything within 3 s. Of a reused one: does nothing. */
  close(): Promise<void>;
}

/**
 * Starts the studio and its server, or finds the one that serves this data folder already. Throws `address-unavailable`,
 * `data-folder-unusable`, `already-running` (a command, not a server, is at work on the folder), `database-…`.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  refuseOtherHosts(options.host);
  const reused = await reuse(options.dataFolder);
  if (reused) return reused;
  try {
    return await start(options, await composeStudio(options));
  } catch (caught) {
    // another process may have been faster between the look and the lock
    const isTaken = caught instanceof StudioError && caught.code === 'already-running';
    const faster = isTaken ? await reuse(options.dataFolder) : null;
    if (faster) return faster;
    throw caught;
  }
}

async function start(options: ServerOptions, composed: ComposedStudio): Promise<RunningServer> {
  const { studio, log, version } = composed;
  const hosts: string[] = [];
  try {
    const security = await createSecurity({
      secret: localKeyOf(options.dataFolder),
      hosts: () => hosts,
      apiKey: () => studio.settings.apiKey(),
      nowSeconds: () => Math.floor(Date.now() / 1000),
    });
    const pages = createPages(options.webFolder ?? defaultWebFolder());
    const api = createApi({ studio, security, version, processId: process.pid, log, pages });
    const listening = await listenOnLoopback(options.port ?? defaultPort, toListener(api.fetch));
    hosts.push(...ownHosts(listening.port), ...(options.extraHosts ?? []));
    writeInstance(options.dataFolder, { processId: process.pid, port: listening.port, version });
    log.info({ port: listening.port, version, processId: process.pid }, 'The studio listens.');
    return started(options, { composed, listening, security });
  } catch (caught) {
    await composed[Symbol.asyncDispose]();
    throw caught;
  }
}

function started(options: ServerOptions, parts: { composed: ComposedStudio; listening: Listening; security: Security }): RunningServer {
  const { composed, listening, security } = parts;
  const url = `http://127.0.0.1:${listening.port}`;
  let closing: Promise<void> | undefined;
  return {
    kind: 'started',
    url,
    launchUrl: `${url}/?token=${security.newLaunchToken()}`,
    port: listening.port,
    close: () => {
      closing ??= closeAll(options.dataFolder, composed, listening.servers);
      return closing;
    },
  };
}

/** The studio first: what is written is kept before anything else, and open streams still hear of their end. */
async function closeAll(dataFolder: string, composed: ComposedStudio, servers: readonly Server[]): Promise<void> {
  removeInstance(dataFolder);
  for (const server of servers) server.close();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      composed.log.error({}, 'Closing took too long; the rest ends with the process.');
      resolve();
    }, closeWithinMs);
  });
  await Promise.race([composed[Symbol.asyncDispose](), late]);
  clearTimeout(timer);
  for (const server of servers) server.closeAllConnections();
}

async function reuse(dataFolder: string): Promise<RunningServer | null> {
  const running = await findRunningStudio(dataFolder);
  const launchUrl = running ? await launchUrlOf(running) : null;
  if (!running || !launchUrl) return null;
  return { kind: 'reused', url: running.url, launchUrl, port: running.instance.port, close: async () => undefined };
}

type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

function toListener(fetchApi: (request: Request) => Promise<Response>): NodeListener {
  const listener = getRequestListener(fetchApi, {
    overrideGlobalObjects: false,
    // what is no proper HTTP request never reaches the API, but is answered with the same headers
    errorHandler: () => withSecurityHeaders(new Response('The request is not valid.\n', { status: 400 }), dataPolicy),
  });
  return (incoming, outgoing) => void listener(incoming, outgoing);
}

function ownHosts(port: number): string[] {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  return names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}

function refuseOtherHosts(host: string | undefined): void {
  if (host === undefined || ['127.0.0.1', 'localhost', '::1', '[::1]'].includes(host)) return;
  throw new StudioError('invalid-request', `Maobi serves this machine only and does not listen on ${host}.`, {
    hint: 'Leave --host out. From another machine use a tunnel: ssh -L 4160:127.0.0.1:4160 <this machine>',
  });
}

function defaultWebFolder(): string {
  const beside = fileURLToPath(new URL('./web/', import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL('../../../web/dist/', import.meta.url));
}

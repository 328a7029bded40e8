import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import type { System } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import { createApi, createSecurity, dataPolicy, withSecurityHeaders, type Api, type Security } from '@maobi/http-api';
import { composeStudio, type ComposedStudio, type ComposeOptions } from '../compose.ts';
import { localKeyOf, studioIdOf } from '../data-folder.ts';
import { findRunningStudio, launchUrlOf, removeInstance, writeInstance } from './instance-file.ts';
import { defaultPort, listenOnLoopback, type Listening } from './listen.ts';
import { OpenAnswers } from './open-answers.ts';
import { createPages } from './pages.ts';
import { Places } from './places.ts';

/** Everything must be closed by then; what is not closes with the process. An engine may take most of it to write what took long to read. */
const closeWithinMs = 12_000;
/** Answers that are still being read get this long to end properly. */
const answersEndWithinMs = 800;
const startTries = 30;
const retryMs = 100;

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

export type RunningServer = StartedServer | ReusedServer;

/** A server of this process. */
export interface StartedServer extends ServerFacts {
  readonly kind: 'started';
  /** What its studio says of itself, without a way over the network that a busy machine may make too long. */
  system(): Promise<System>;
}

/** Another process serves this data folder already. */
export interface ReusedServer extends ServerFacts {
  readonly kind: 'reused';
}

interface ServerFacts {
  /** e.g. `http://127.0.0.1:4160`. */
  readonly url: string;
  /** Signs the first browser in that opens it. */
  readonly launchUrl: string;
  readonly port: number;
  /** Keeps what runs as `interrupted`, closes everything: within 3 s, and within 12 where the engine still writes what took it long to read. Of a reused one: does nothing. */
  close(): Promise<void>;
}

/**
 * Starts the studio and its server, or finds the one that serves this data folder already. Throws `address-unavailable`,
 * `data-folder-unusable`, `already-running` (a command, not a server, is at work on the folder), `database-…`.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  refuseOtherHosts(options.host);
  for (let triesLeft = startTries; ; triesLeft--) {
    const reused = await reuse(options.dataFolder);
    if (reused) return reused;
    try {
      return await start(options, await composeStudio({ ...options, lockPatienceMs: 0 }));
    } catch (caught) {
      // whoever has the folder is just starting, then it is reused; or just ending, then the folder is free soon
      const isTaken = caught instanceof StudioError && caught.code === 'already-running';
      if (!isTaken || triesLeft === 0) throw caught;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
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
    const closing = new AbortController();
    const studioId = studioIdOf(options.dataFolder);
    const api = createApi({ studio, security, version, studioId, processId: process.pid, log, pages, closing: closing.signal });
    const answers = new OpenAnswers();
    const listening = await listenOnLoopback(options.port ?? defaultPort, toListener(api.fetch, answers));
    hosts.push(...ownHosts(listening.port), ...(options.extraHosts ?? []));
    writeInstance(options.dataFolder, { processId: process.pid, port: listening.port, version });
    log.info({ port: listening.port, version, processId: process.pid }, 'The studio listens.');
    return started(options, { composed, listening, security, closing, answers });
  } catch (caught) {
    await composed[Symbol.asyncDispose]();
    throw caught;
  }
}

interface Parts {
  readonly composed: ComposedStudio;
  readonly listening: Listening;
  readonly security: Security;
  readonly closing: AbortController;
  readonly answers: OpenAnswers;
}

function started(options: ServerOptions, parts: Parts): StartedServer {
  const { composed, listening, security } = parts;
  const url = `http://127.0.0.1:${listening.port}`;
  let closed: Promise<void> | undefined;
  return {
    kind: 'started',
    url,
    launchUrl: `${url}/?token=${security.newLaunchToken()}`,
    port: listening.port,
    system: () => composed.studio.system(),
    close: () => {
      closed ??= closeAll(options.dataFolder, parts);
      return closed;
    },
  };
}

/** What is written is kept before anything else, and who reads still hears of the end while there is a store to read from. */
async function closeAll(dataFolder: string, { composed, listening, closing, answers }: Parts): Promise<void> {
  removeInstance(dataFolder);
  for (const server of listening.servers) server.close();
  const orderly = (async () => {
    await composed.studio.interruptRuns();
    closing.abort();
    await atMost(answersEndWithinMs, answers.allEnded());
    for (const server of listening.servers) server.closeAllConnections();
    await composed[Symbol.asyncDispose]();
  })();
  const isClosed = await atMost(closeWithinMs, orderly);
  if (!isClosed) composed.log.error({}, 'Closing took too long; the rest ends with the process.');
}

/** Whether the promise was fulfilled within this time. */
async function atMost(timeoutMs: number, promise: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  const isInTime = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return isInTime;
}

async function reuse(dataFolder: string): Promise<RunningServer | null> {
  const running = await findRunningStudio(dataFolder);
  const launchUrl = running ? await launchUrlOf(running) : null;
  if (!running || !launchUrl) return null;
  return { kind: 'reused', url: running.url, launchUrl, port: running.instance.port, close: async () => undefined };
}

type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

function toListener(fetchApi: Api['fetch'], answers: OpenAnswers): NodeListener {
  const places = new Places();
  const uncarried = new WeakSet<object>();
  const listener = getRequestListener((request, { incoming }) => fetchApi(request, { isCarried: !uncarried.has(incoming) }), {
    overrideGlobalObjects: false,
    // what is no proper HTTP request never reaches the API, but is answered with the same headers
    errorHandler: () => withSecurityHeaders(new Response('The request is not valid.\n', { status: 400 }), dataPolicy),
  });
  return (incoming, outgoing) => {
    answers.add(outgoing);
    if (!places.take(incoming, outgoing)) uncarried.add(incoming);
    void listener(incoming, outgoing);
  };
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

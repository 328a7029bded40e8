import { setTimeout as delay } from 'node:timers/promises';
import { createStudioClient, type StudioClient } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import { createApi, createSecurity } from '@maobi/http-api';
import { composeStudio, type ComposedStudio } from '../compose.ts';
import { localKeyOf } from '../data-folder.ts';
import { findRunningStudio } from '../server/instance-file.ts';

/** A studio that starts takes this long at most until it can be asked. */
const startingMs = 5000;
const lookAgainMs = 250;

/** The studio that a command talks to. Closing it ends one that was started for the command alone. */
export interface StudioConnection extends AsyncDisposable {
  readonly client: StudioClient;
  /** For what is not in the endpoint table, e.g. `/v1/*`. Takes a path. */
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** Address of the running studio; `null` when it lives in this process. */
  readonly url: string | null;
}

/**
 * Reaches the studio of a data folder: over HTTP when one is running, else one in this process that speaks the same API
 * without a port. Throws what `composeStudio` throws.
 */
export async function connectStudio(dataFolder: string): Promise<StudioConnection> {
  const deadline = Date.now() + startingMs;
  for (;;) {
    const running = await findRunningStudio(dataFolder);
    if (running)
      return connect(running.url, running.key, { send: (request) => fetch(request), close: async () => undefined, isRemote: true });
    try {
      return await startOwn(dataFolder);
    } catch (caught) {
      // another program has the folder: a studio that is just starting, or a command that will end
      const isTaken = caught instanceof StudioError && caught.code === 'already-running';
      if (!isTaken || Date.now() > deadline) throw caught;
      await delay(lookAgainMs);
    }
  }
}

async function startOwn(dataFolder: string): Promise<StudioConnection> {
  const composed = await composeStudio({ dataFolder, engine: 'llama' });
  try {
    return await connectToComposed(composed, localKeyOf(dataFolder));
  } catch (caught) {
    await composed[Symbol.asyncDispose]();
    throw caught;
  }
}

type OwnStudio = Pick<ComposedStudio, 'studio' | 'log' | 'version'> & AsyncDisposable;

/** The API of a studio in this process, through the same checks as over HTTP. */
export async function connectToComposed(composed: OwnStudio, key: string): Promise<StudioConnection> {
  const host = 'maobi.internal';
  const security = await createSecurity({
    secret: key,
    hosts: () => [host],
    apiKey: () => composed.studio.settings.apiKey(),
    nowSeconds: () => Math.floor(Date.now() / 1000),
  });
  const { studio, log, version } = composed;
  const api = createApi({ studio, security, version, processId: process.pid, log });
  const send = (request: Request) => {
    request.headers.set('host', host);
    return api.fetch(request);
  };
  return connect(`http://${host}`, key, { send, close: async () => composed[Symbol.asyncDispose](), isRemote: false });
}

interface Transport {
  readonly send: (request: Request) => Promise<Response>;
  readonly close: () => Promise<void>;
  readonly isRemote: boolean;
}

function connect(url: string, key: string, { send, close, isRemote }: Transport): StudioConnection {
  const headers = { authorization: `Bearer ${key}` };
  return {
    client: createStudioClient({ baseUrl: url, headers, fetch: send }),
    request: async (path, init = {}) => {
      const sent = new Request(new URL(path, url), { ...init, headers: { ...headers, ...(init.headers as object) } });
      const response = await send(sent);
      sent.signal.throwIfAborted(); // for the same reason as in the client
      return response;
    },
    url: isRemote ? url : null,
    [Symbol.asyncDispose]: close,
  };
}

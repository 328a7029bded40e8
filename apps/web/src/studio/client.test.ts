import type { StudioEvent } from '@maobi/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sampleSystem } from '../testing/samples.ts';
import { client } from './client.ts';
import { useConnection } from './connection.ts';

const own = import.meta.env.MAOBI_VERSION;
const answerWith = (answer: () => Response) => vi.stubGlobal('fetch', async () => answer());
const isOutdated = () => useConnection.getState().isOutdated;

afterEach(() => {
  vi.unstubAllGlobals();
  useConnection.setState({ isOutdated: false });
});

describe('a page older than the studio (R4)', () => {
  it('knows it from the first answer, as when a browser has kept it', async () => {
    answerWith(() => Response.json(sampleSystem({ version: own })));
    await client.call('getSystem', {});
    expect(isOutdated()).toBe(false);
    answerWith(() => Response.json(sampleSystem({ version: `${own}-next` })));
    await client.call('getSystem', {});
    expect(isOutdated()).toBe(true);
  });

  it('passes over news that it cannot read', async () => {
    answerWith(() => new Response('data: {"type":\n\ndata: 7\n\ndata: null\n\ndata: {"type":"folders"}\n\n'));
    const heard: StudioEvent[] = [];
    for await (const event of client.streamStudio()) heard.push(event);
    expect(heard).toEqual([{ type: 'folders' }]);
  });
});

it('what is asked is carried out although the page goes', async () => {
  const kept: boolean[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    kept.push(request.keepalive);
    return Response.json({});
  });
  const ask = () => client.call('binDocument', { params: { id: 'a' }, body: {} });
  await ask();
  // whoever saves something then comes later
  addEventListener('pagehide', () => void ask(), { once: true });
  dispatchEvent(new Event('pagehide'));
  dispatchEvent(new Event('pageshow'));
  await ask();
  expect(kept).toEqual([false, true, false]);
});

import { endpoints, type EndpointName, type EndpointResponse, type ErrorBody, type RunEvent } from '@maobi/contract';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, type RenderResult } from '@testing-library/react';
import i18next from 'i18next';
import { useEffect, type ReactElement } from 'react';
import { vi } from 'vitest';
import { handFocusOn } from '../keyboard/hand-focus-on.ts';
import '../language/language.ts';

// a lazily loaded part may take seconds where everything else is being tested at once
configure({ asyncUtilTimeout: 10_000 });

interface FakeCall {
  readonly name: EndpointName;
  readonly params: Record<string, string>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}
type Answered<N extends EndpointName> = EndpointResponse<N> | ErrorBody;
type Answer<N extends EndpointName> = (call: FakeCall) => Answered<N> | Promise<Answered<N>>;
type Answers = { [N in EndpointName]?: Answer<N> };

interface RunStream {
  readonly events: RunEvent[];
  readonly watchers: Set<(event: RunEvent) => void>;
}

/** Stands in for the server: answers calls of the endpoint table and remembers them. Unknown ones answer `not-found`. */
export class FakeStudio {
  readonly calls: FakeCall[] = [];
  readonly #answers: Answers;
  readonly #streams = new Map<string, RunStream>();

  constructor(answers: Answers) {
    this.#answers = answers;
    vi.stubGlobal('fetch', (request: Request) => this.#answer(request));
  }

  bodiesOf(name: EndpointName): unknown[] {
    return this.calls.filter((call) => call.name === name).map((call) => call.body);
  }

  /** Sends an event to whoever watches the run, or will. */
  tell(runId: string, event: RunEvent): void {
    const stream = this.#streamOf(runId);
    stream.events.push(event);
    for (const send of stream.watchers) send(event);
  }

  #streamOf(runId: string): RunStream {
    const known = this.#streams.get(runId) ?? { events: [], watchers: new Set() };
    this.#streams.set(runId, known);
    return known;
  }

  /** As the server does: everything behind the last chunk received, then what comes, until the run has ended. */
  #watch(runId: string, afterSeq: number): Response {
    const { events, watchers } = this.#streamOf(runId);
    let stopWatching = () => {};
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const send = (event: RunEvent) => {
          if (event.type === 'text' && event.seq <= afterSeq) return;
          controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`));
          if (event.type !== 'ended') return;
          stopWatching();
          controller.close();
        };
        stopWatching = () => watchers.delete(send);
        watchers.add(send);
        for (const event of events) send(event);
      },
      cancel: () => stopWatching(),
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }

  async #answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const watched = matchPath('/api/runs/:id/stream', url.pathname)?.['id'];
    if (watched !== undefined) return this.#watch(watched, Number(request.headers.get('last-event-id')));
    for (const [name, endpoint] of Object.entries(endpoints) as [EndpointName, (typeof endpoints)[EndpointName]][]) {
      const match = endpoint.method === request.method && matchPath(endpoint.path, url.pathname);
      const answer = match && (this.#answers[name] as Answer<EndpointName> | undefined);
      if (!match || !answer) continue;
      const text = await request.text();
      const call = { name, params: match, query: url.searchParams, body: text === '' ? null : (JSON.parse(text) as unknown) };
      this.calls.push(call);
      const result = await answer(call);
      const isError = result !== null && 'code' in result && 'retryable' in result;
      return Response.json(isError ? { error: result } : result, { status: isError ? 400 : 200 });
    }
    const error: ErrorBody = { code: 'not-found', message: `${request.method} ${url.pathname}`, retryable: false };
    return Response.json({ error }, { status: 404 });
  }
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const names = pattern.split('/');
  const parts = path.split('/');
  if (names.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const part = decodeURIComponent(parts[index] ?? '');
    if (name.startsWith(':')) params[name.slice(1)] = part;
    else if (name !== part) return null;
  }
  return params;
}

/** Hands the focus on as the studio does. */
function FocusKept() {
  useEffect(() => handFocusOn(), []);
  return null;
}

/** Renders with an own query cache, in English. */
export async function renderStudio(element: ReactElement): Promise<RenderResult & { queryClient: QueryClient }> {
  await i18next.changeLanguage('en');
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } } });
  const rendered = render(
    <QueryClientProvider client={queryClient}>
      {element}
      <FocusKept />
    </QueryClientProvider>,
  );
  return { queryClient, ...rendered };
}

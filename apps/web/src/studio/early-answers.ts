interface AskedEarly {
  readonly answer: Promise<Response>;
  readonly leaving: AbortController;
}

/** After that, an answer may tell what is no longer so. */
const freshForMs = 10_000;

/** Sends a request, or takes what was asked in the same words before the page's scripts had come; each such answer is taken once. */
export async function sendOrTake(request: Request): Promise<Response> {
  const early = takeEarly(request);
  if (!early) return fetch(request);
  request.signal.addEventListener('abort', () => early.leaving.abort(), { once: true });
  return early.answer.catch(() => fetch(request));
}

function takeEarly({ method, url }: Request): AskedEarly | null {
  const { maobiAskedEarly: asked } = globalThis as { maobiAskedEarly?: Map<string, AskedEarly> };
  if (!asked || method !== 'GET' || performance.now() > freshForMs) return null;
  const { pathname, search } = new URL(url);
  const early = asked.get(pathname + search) ?? null;
  asked.delete(pathname + search);
  return early;
}

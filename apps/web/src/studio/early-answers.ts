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

/** Lets go what nobody has taken once it is too old to be taken: the events would stay open as long as the page. */
export function letGoWhenOld(): void {
  setTimeout(
    () => {
      const asked = askedEarly();
      for (const { leaving } of asked?.values() ?? []) leaving.abort();
      asked?.clear();
    },
    Math.max(0, freshForMs - performance.now()),
  );
}

/** Whether this was asked for before the page's scripts had come, and still waits to be taken. */
export function isAskedEarly(address: string): boolean {
  return performance.now() <= freshForMs && (askedEarly()?.has(address) ?? false);
}

/** Lets go what nobody will take any more. */
export function letGoOf(address: string): void {
  askedEarly()?.get(address)?.leaving.abort();
  askedEarly()?.delete(address);
}

function askedEarly(): Map<string, AskedEarly> | undefined {
  return (globalThis as { maobiAskedEarly?: Map<string, AskedEarly> }).maobiAskedEarly;
}

function takeEarly({ method, url }: Request): AskedEarly | null {
  const asked = askedEarly();
  if (!asked || method !== 'GET' || performance.now() > freshForMs) return null;
  const { pathname, search } = new URL(url);
  const early = asked.get(pathname + search) ?? null;
  asked.delete(pathname + search);
  return early;
}

/** Three of the signs of life that the studio sends where it has nothing to tell. */
const longestSilenceMs = 45_000;
/** A machine that has slept finds its timers late, and what came meanwhile not read yet: one of them alone says nothing. */
const ticksOfSilence = 3;

/**
 * Ends a stream of events on which nothing comes any more, roughly: its studio was put to sleep, or the way to it is gone without a word. Whoever
 * listens takes that for a lost connection. Other answers stay as they are.
 */
export function endWhenSilent(answer: Response): Response {
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (!answer.body || !isStream) return answer;
  const { status, headers } = answer;
  return new Response(untilSilent(answer.body.getReader()), { status, headers });
}

function untilSilent(source: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let quietTicks = 0;
  let hasEnded = false;
  let ticking: ReturnType<typeof setInterval> | undefined;
  const end = () => {
    hasEnded = true;
    clearInterval(ticking);
  };
  // what is gone already need not be told
  const letGo = () => source.cancel().catch(() => undefined);
  return new ReadableStream({
    start: (controller) => {
      ticking = setInterval(() => {
        quietTicks += 1;
        if (quietTicks < ticksOfSilence) return;
        end();
        controller.close();
        void letGo();
      }, longestSilenceMs / ticksOfSilence);
    },
    pull: async (controller) => {
      try {
        const { value, done } = await source.read();
        quietTicks = 0;
        if (hasEnded) return;
        if (!done) return controller.enqueue(value);
        end();
        controller.close();
      } catch (error) {
        end();
        throw error;
      }
    },
    cancel: () => {
      end();
      return letGo();
    },
  });
}

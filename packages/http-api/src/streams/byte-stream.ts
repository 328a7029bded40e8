export interface ByteStreamOptions {
  /** Fired when the reader goes away, so that whoever makes the pieces stops. */
  readonly abort: AbortController;
  /** Sent whenever nothing else was sent for 15 s: proxies and clients close silent connections. */
  readonly keepAlive: string;
  /** Told about an error in the middle: the connection is then cut, never ended as if complete. */
  readonly onError: (caught: unknown) => void;
}

/** Silence after which a keep-alive is sent. */
const keepAliveMs = 15_000;

/**
 * Pieces of text as a body that follows its reader's pace: the next piece is asked for when the reader wants it, so a slow
 * reader costs one piece of memory, and a body that nobody ever reads costs nothing.
 */
export function byteStream(pieces: AsyncIterable<string>, options: ByteStreamOptions): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const armed = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const isAllTaken = (controller.desiredSize ?? -1) >= 0;
      if (isAllTaken) controller.enqueue(encoder.encode(options.keepAlive));
      armed(controller);
    }, keepAliveMs);
  };
  const source: UnderlyingDefaultSource<Uint8Array> = {
    pull: async (controller) => {
      armed(controller);
      try {
        const { value, done } = await iterator.next();
        const isOver = done || options.abort.signal.aborted;
        if (!isOver) return controller.enqueue(encoder.encode(value));
        clearTimeout(timer);
        controller.close();
      } catch (caught) {
        clearTimeout(timer);
        // nobody reads any more: an error would only be told to the server's own error output
        if (options.abort.signal.aborted) return controller.close();
        options.onError(caught);
        controller.error(caught);
      }
    },
    cancel: async () => {
      clearTimeout(timer);
      options.abort.abort();
      await iterator.return?.();
    },
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}

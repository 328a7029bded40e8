import type { StudioEvent } from '@maobi/contract';
import { Notifier } from '../runs/notifier.ts';

/**
 * Tells every open page what changed. A page that reads slowly gets only the newest value of each thing, so memory does
 * not grow with a sleeping tab.
 */
export class StudioEvents {
  readonly #pages = new Set<{ pending: Map<string, StudioEvent>; changes: Notifier }>();

  publish(event: StudioEvent): void {
    for (const page of this.#pages) {
      const key = eventKey(event);
      page.pending.delete(key); // set again at the end, so that order stays that of the newest values
      page.pending.set(key, event);
      page.changes.notify();
    }
  }

  async *watch(signal: AbortSignal): AsyncIterable<StudioEvent> {
    const page = { pending: new Map<string, StudioEvent>(), changes: new Notifier() };
    this.#pages.add(page);
    try {
      while (!signal.aborted) {
        const version = page.changes.version;
        const events = [...page.pending.values()];
        page.pending.clear();
        yield* events;
        await page.changes.changedSince(version, signal);
      }
    } finally {
      this.#pages.delete(page);
    }
  }
}

function eventKey(event: StudioEvent): string {
  switch (event.type) {
    case 'conversation':
      return `conversation ${event.conversation.id}`;
    case 'conversation-deleted':
      return `conversation ${event.id}`;
    case 'document':
      return `document ${event.document.id}`;
    case 'document-deleted':
      return `document ${event.id}`;
    case 'batch':
      return `batch ${event.batch.id}`;
    case 'batch-deleted':
      return `batch ${event.id}`;
    case 'comments':
      return `comments ${event.documentId}`;
    case 'download':
      return `download ${event.model}`;
    default:
      return event.type;
  }
}

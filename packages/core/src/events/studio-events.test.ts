import type { StudioEvent } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { StudioEvents } from './studio-events.ts';

function settings(language: 'zh' | 'en'): StudioEvent {
  return { type: 'settings', settings: { language, theme: 'system', model: null, contextTokens: null, typographyOff: [] } };
}

describe('StudioEvents', () => {
  it('gives a slow page only the newest value of each thing', async () => {
    const events = new StudioEvents();
    const stop = new AbortController();
    const page = events.watch(stop.signal)[Symbol.asyncIterator]();
    const first = page.next();
    events.publish(settings('zh'));
    expect((await first).value).toEqual(settings('zh'));
    events.publish({ type: 'models' });
    events.publish(settings('zh'));
    events.publish(settings('en'));
    expect((await page.next()).value).toEqual({ type: 'models' });
    expect((await page.next()).value).toEqual(settings('en'));
    const waiting = page.next();
    stop.abort();
    expect((await waiting).done).toBe(true);
  });

  it('tells a slow page of every document and every batch', async () => {
    const events = new StudioEvents();
    const stop = new AbortController();
    const page = events.watch(stop.signal)[Symbol.asyncIterator]();
    const first = page.next();
    events.publish({ type: 'models' });
    await first;
    const told: StudioEvent[] = [
      { type: 'document-deleted', id: 'first' },
      { type: 'document-deleted', id: 'second' },
      { type: 'batch-deleted', id: 'first' },
      { type: 'batch-deleted', id: 'second' },
    ];
    for (const event of told) events.publish(event);
    for (const event of told) expect((await page.next()).value).toEqual(event);
    stop.abort();
  });
});

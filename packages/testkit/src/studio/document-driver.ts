import { type Brief, type DocumentDetail, type Id, type OutlineRow, plainBrief } from '@maobi/contract';
import type { Studio } from '@maobi/core';
import { nextId } from './studio-driver.ts';

export function testBrief(more: Partial<Brief> = {}): Brief {
  return plainBrief({ topic: '城市养蜂人', language: 'zh', words: 800, ...more });
}

/** A document with these sections, all of the same length. */
export async function documentWith(studio: Studio, headings: readonly string[], target = 100): Promise<DocumentDetail> {
  const document = await studio.documents.create({ id: nextId(), brief: testBrief({ words: Math.max(50, target * headings.length) }) });
  const sections = headings.map((heading): OutlineRow => ({ id: nextId(), heading, points: [], target, isLocked: false }));
  return studio.documents.replaceOutline(document.id, { revision: document.revision, sections });
}

/** The document, as soon as this is true of it. */
export async function untilDocument(studio: Studio, id: Id, isTrue: (document: DocumentDetail) => boolean): Promise<DocumentDetail> {
  const watched = new AbortController();
  const events = studio.events(watched.signal)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const event = events.next(); // listens before it looks, so that no change falls in between
      const document = await studio.documents.get(id);
      if (isTrue(document)) return document;
      await event;
    }
  } finally {
    watched.abort();
  }
}

/** The document, when its job has ended or rests. */
export function untilJobRests(studio: Studio, id: Id): Promise<DocumentDetail> {
  return untilDocument(studio, id, ({ job }) => job !== null && job.state !== 'open');
}

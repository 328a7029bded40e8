import type { BatchDetail, BatchRow, Id, Template } from '@maobi/contract';
import type { Studio, TemplateLibrary } from '@maobi/core';
import { nextId } from './studio-driver.ts';
import { templatesOfTests } from './templates-of-tests.ts';

const both = (zh: string, en: string) => ({ zh, en });
const prompt = {
  system: '你是毛笔，一位严谨的写作助手，只写脚本，每句不超过十五个字。',
  brief: '语气：{tone}\n写{words}字。\n题目是{topic}。',
};

/** A form without fields, of one section where it is not said otherwise. */
export function testTemplate(more: Partial<Template> = {}): Template {
  return {
    id: 'script',
    audience: 'creators',
    name: both('脚本', 'Script'),
    about: both('一段脚本。', 'A script.'),
    fields: [],
    shape: 'single',
    length: { default: { zh: 100, en: 80 }, minimum: 50, maximum: 2000 },
    outline: null,
    lint: [],
    exportPreset: 'script',
    prompts: { zh: prompt, en: prompt },
    example: { zh: {}, en: {} },
    origin: 'bundled',
    ...more,
  };
}

/** Forms for batches: `script`, of one section, and `article`, of several. */
export const batchTemplates = (): TemplateLibrary => templatesOfTests([testTemplate(), testTemplate({ id: 'article', shape: 'sections' })]);

/** Whether nothing of a batch is being written. */
export const batchRests = ({ state }: BatchDetail): boolean => state !== 'open';

export const rowStates = ({ rows }: BatchDetail): BatchRow['state'][] => rows.map(({ state }) => state);

export function batchWith(studio: Studio, rows: readonly Record<string, string>[], template = 'script'): Promise<BatchDetail> {
  return studio.batches.create({ id: nextId(), template, rows: rows.map((cells) => ({ id: nextId(), cells })) });
}

/** The batch, as soon as this is true of it. */
export async function untilBatch(studio: Studio, id: Id, isTrue: (batch: BatchDetail) => boolean): Promise<BatchDetail> {
  const watched = new AbortController();
  const events = studio.events(watched.signal)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const event = events.next(); // listens before it looks, so that no change falls in between
      const batch = await studio.batches.get(id);
      if (isTrue(batch)) return batch;
      await event;
    }
  } finally {
    watched.abort();
  }
}

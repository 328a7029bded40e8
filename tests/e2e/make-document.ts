import { plainBrief, type DocumentDetail, type OutlineRow } from '@maobi/contract';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import type { BuiltStudio } from './built-studio.ts';

export interface SectionToMake extends Partial<Omit<OutlineRow, 'id'>> {
  readonly heading: string;
  /** Written by hand; none: it is still to be written. */
  readonly text?: string;
}

const usualTarget = 100;

/** A Chinese document with these sections, made as a program would. */
export async function makeDocument(
  { client: { call } }: BuiltStudio,
  topic: string,
  sections: readonly SectionToMake[],
): Promise<DocumentDetail> {
  const id = uuidV7();
  const brief = plainBrief({ topic, language: 'zh', words: Math.max(200, usualTarget * sections.length) });
  const { revision } = await call('createDocument', { body: { id, brief } });
  const rows = sections.map(({ text: _text, ...row }): OutlineRow => ({
    id: uuidV7(),
    points: [],
    target: usualTarget,
    isLocked: false,
    ...row,
  }));
  let detail = await call('replaceOutline', { params: { id }, body: { revision, sections: rows } });
  for (const [place, { text }] of sections.entries()) {
    const body = { id: uuidV7(), baseId: null, source: 'user', text: text ?? '' } as const;
    if (text !== undefined) detail = await call('addVersion', { params: { id: rows[place]?.id ?? '' }, body });
  }
  return detail;
}

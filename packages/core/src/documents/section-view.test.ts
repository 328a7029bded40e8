import { plainBrief } from '@maobi/contract';
import { expect, it } from 'vitest';
import { briefRequest } from '../actions/document-head.ts';
import type { StoredSection } from '../ports/document-store.ts';
import { sectionView } from './section-view.ts';

const version = { id: 'v', sectionId: 's', parentId: null, source: 'user', text: 'Three short words.', run: null, lastSeq: 0 } as const;
const stored = {
  id: 's',
  documentId: 'd',
  heading: 'Text',
  points: [],
  target: 200,
  isLocked: false,
  suggestion: null,
  isRemoved: false,
  version: { ...version, createdAt: '2026-11-01T00:00:00.000Z', rootId: 'v', pieces: [] },
} satisfies StoredSection;

it('S14 where no length was asked for, what is written is done, however short', () => {
  expect(sectionView(stored, {}).state).toBe('short');
  expect(sectionView(stored, { isOpenEnded: true }).state).toBe('done');
  expect(sectionView({ ...stored, version: null }, { isOpenEnded: true }).state).toBe('empty');
});

it.each(['zh', 'en'] as const)('S14 where no length was asked for, the model is told none (%s)', (language) => {
  const brief = plainBrief({ topic: 'Fog', language, words: 800 });
  expect(briefRequest(brief)).toContain('800');
  expect(briefRequest({ ...brief, isOpenEnded: true })).toContain('Fog');
  expect(briefRequest({ ...brief, isOpenEnded: true })).not.toMatch(/\d/u);
});

import type { ContextPart, Message } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { sampleDocument, sampleSection, sampleVersion } from '../../../testing/document-samples.ts';
import { sampleId } from '../../../testing/samples.ts';
import { answerPlaces, subjectOf } from './talk-subject.ts';

const question = (context: ContextPart[]): Message => ({
  id: sampleId(1),
  conversationId: sampleId(2),
  parentId: null,
  role: 'user',
  text: 'Well?',
  createdAt: '2026-11-01T00:00:00.000Z',
  run: null,
  lastSeq: 0,
  context,
});
const part = (kind: ContextPart['kind'], number: number, text: string): ContextPart => ({
  kind,
  number,
  sectionId: sampleId(2000 + number),
  text,
});
const written = (number: number, text: string) => sampleSection(number, { version: sampleVersion(number, number, { text }), count: 4 });
const wordsOf = ({ markdown, passage }: { markdown: string; passage: { start: number; end: number } }) =>
  markdown.slice(passage.start, passage.end);

describe('what a question was about (C3)', () => {
  it('is its passage, also where the words went with a question before it', () => {
    const first = question([part('outline', 1, 'Outline'), part('passage', 2, 'Passage of section 2:\nThey wait.\nLong.')]);
    const subject = { sectionId: sampleId(2002), passage: 'They wait.\nLong.' };
    expect(subjectOf([first])).toEqual(subject);
    expect(subjectOf([first, question([part('section', 1, 'Section 1')]), question([part('passage', 2, '')])])).toEqual(subject);
  });

  it('is its section, whether that was read with it or not, and nothing where it was about the outline', () => {
    const about = (text: string) => subjectOf([question([part('passage', 2, 'Of 2:\nThey wait.')]), question([part('section', 1, text)])]);
    expect([about('Section 1'), about('')]).toEqual(Array(2).fill({ sectionId: sampleId(2001), passage: null }));
    expect(subjectOf([question([part('section', 1, 'Section 1')]), question([])])).toBeNull();
  });
});

describe('where an answer can go (C3)', () => {
  const about = (number: number, passage: string | null) => ({ sectionId: sampleId(2000 + number), passage });

  it('is where the words that were asked about stand now, nearest to where they are looked for', () => {
    const detail = sampleDocument({ sections: [written(1, 'New. They wait. Then they wait. They wait. End.')] });
    const { passage, number, gone } = answerPlaces(detail, about(1, 'They wait.'), 30);
    expect(passage?.passage.start).toBe(32);
    expect(passage && wordsOf(passage)).toBe('They wait.');
    expect([number, gone]).toEqual([1, null]);
  });

  it('is the end of the section where the words are gone, which is said, as is a section that is gone', () => {
    const detail = sampleDocument({ sections: [written(1, 'First.\n\nLast one.')] });
    const { passage, end, gone } = answerPlaces(detail, about(1, 'They wait.'), 0);
    expect([passage, end && wordsOf(end), gone]).toEqual([null, 'Last one.', 'passage']);
    expect(answerPlaces(detail, about(7, null), 0)).toMatchObject({ end: null, blank: null, gone: 'section' });
  });

  it('is a section as a whole where nothing is written in it, but not a locked one, and nowhere in the bin', () => {
    const blank = sampleSection(2);
    const detail = sampleDocument({ sections: [written(1, 'First.'), blank, sampleSection(3, { isLocked: true })] });
    expect(answerPlaces(detail, about(2, null), 0)).toMatchObject({ number: 2, blank, end: null });
    expect(answerPlaces(detail, about(3, null), 0).blank).toBeNull();
    expect(answerPlaces({ ...detail, binnedAt: '2026-11-01T00:00:00.000Z' }, about(2, null), 0).blank).toBeNull();
  });
});

import type { ErrorBody, OutlineRow } from '@maobi/contract';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keys } from '../../studio/keys.ts';
import { sampleDocument, sampleSection } from '../../testing/document-samples.ts';
import { FakeStudio } from '../../testing/fake-studio.tsx';
import { sampleId } from '../../testing/samples.ts';
import { DocumentActions } from '../document-actions.ts';
import { OutlineEditing, withEdits } from './outline-editing.ts';
import { withoutRow, withRow } from './outline-edits.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const conflict: ErrorBody = { code: 'conflict', message: 'changed', retryable: false };
const opened = sampleDocument({ sections: [1, 2, 3].map((number) => sampleSection(number)) });

/** A server that keeps an outline, with revisions. */
function outlineOn(standing = opened) {
  let kept = standing;
  const failures: ErrorBody[] = [];
  const studio = new FakeStudio({
    getDocument: () => kept,
    replaceOutline: ({ body }) => {
      const { revision, sections } = body as { revision: number; sections: OutlineRow[] };
      const failure = failures.shift();
      if (failure) return failure;
      if (revision !== kept.revision) return conflict;
      kept = { ...kept, revision: revision + 1, sections: sections.map((row) => ({ ...sampleSection(1), ...row })) };
      return kept;
    },
  });
  const cache = new QueryClient();
  cache.setQueryData(keys.document(opened.id), opened);
  const actions = new DocumentActions(cache, opened.id);
  const reports = { onMerged: vi.fn<() => void>(), onFailed: vi.fn<(error: unknown) => unknown>() };
  const headings = () => kept.sections.map(({ heading }) => heading);
  return { studio, actions, editing: new OutlineEditing(actions), reports, headings, failures };
}
const renamed = (number: number, heading: string) => withRow({ ...sampleSection(number), heading });

describe('editing an outline', () => {
  it('shows an edit at once and saves edits one after the other, none against an old revision', async () => {
    const { studio, editing, reports, headings } = outlineOn();
    const first = editing.edit(renamed(1, 'A'), reports);
    const second = editing.edit(withoutRow(sampleId(2002)), reports);
    expect(withEdits(editing.pending(), opened.sections, opened.id).map(({ heading }) => heading)).toEqual(['A', 'Part 3']);
    await Promise.all([first, second]);
    expect(headings()).toEqual(['A', 'Part 3']);
    expect(studio.bodiesOf('replaceOutline').map((body) => (body as { revision: number }).revision)).toEqual([1, 2]);
    expect(reports.onMerged).not.toHaveBeenCalled();
    expect(editing.pending()).toEqual([]);
  });

  it('puts the edit on top of what was changed elsewhere, and says so', async () => {
    const elsewhere = { ...opened, revision: 8, sections: [...opened.sections, sampleSection(4)] };
    const { editing, reports, headings } = outlineOn(elsewhere);
    await editing.edit(renamed(2, 'Mine'), reports);
    expect(headings()).toEqual(['Part 1', 'Mine', 'Part 3', 'Part 4']);
    expect(reports.onMerged).toHaveBeenCalledOnce();
  });

  it('keeps what was typed when it cannot be saved, and saves it on another attempt', async () => {
    const { editing, reports, headings, failures } = outlineOn();
    failures.push({ code: 'disk-full', message: 'full', retryable: true });
    await editing.edit(renamed(2, 'Mine'), reports);
    expect(reports.onFailed).toHaveBeenCalledOnce();
    expect(withEdits(editing.pending(), opened.sections, opened.id)[1]?.heading).toBe('Mine');
    await editing.save(reports);
    expect(headings()).toEqual(['Part 1', 'Mine', 'Part 3']);
  });

  it('saves an edit that comes in the very moment in which the one before is saved', async () => {
    const { editing, reports, headings } = outlineOn();
    let second = Promise.resolve();
    const stop = editing.subscribe(() => {
      if (editing.pending().length > 0) return;
      stop();
      queueMicrotask(() => (second = editing.edit(renamed(2, 'B'), reports)));
    });
    await editing.edit(renamed(1, 'A'), reports);
    await second;
    expect(headings()).toEqual(['A', 'B', 'Part 3']);
    expect(editing.pending()).toEqual([]);
  });

  it('tries again as soon as it says that it could not save', async () => {
    const { editing, reports, headings, failures } = outlineOn();
    failures.push({ code: 'disk-full', message: 'full', retryable: true });
    let again = Promise.resolve();
    reports.onFailed.mockImplementation(() => (again = editing.save(reports)));
    await editing.edit(renamed(2, 'Mine'), reports);
    await again;
    expect(headings()).toEqual(['Part 1', 'Mine', 'Part 3']);
  });
});

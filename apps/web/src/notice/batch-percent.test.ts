import type { BatchRowState } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { sampleId } from '../testing/samples.ts';
import { batchPercent } from './batch-percent.ts';

const row = (number: number, state: BatchRowState) => ({
  id: sampleId(100 + number),
  cells: {},
  documentId: sampleId(number),
  runId: null,
  state,
  count: 0,
  target: 100,
  language: null,
  isEdited: false,
  problems: [],
  error: null,
});
const rows = [row(1, 'done'), row(2, 'planning'), row(3, 'waiting'), row(4, 'empty')];

describe('how far a batch is', () => {
  it('W14 counts the rows that were asked for, also while one is planned', () => {
    expect(batchPercent({ rows }, null)).toBe(33);
    expect(batchPercent({ rows }, { documentId: sampleId(2) })).toBe(33);
  });

  it('W14 gives way to a job for something else, and to none when it waits', () => {
    expect(batchPercent({ rows }, { documentId: sampleId(9) })).toBeNull();
    expect(batchPercent({ rows: rows.filter(({ state }) => state !== 'planning') }, null)).toBeNull();
  });
});

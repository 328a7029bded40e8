import type { BatchDetail, BatchRow, BatchSummary, Template } from '@maobi/contract';
import type { BatchChange } from '../batches/rows/apply-changes.ts';
import type { BatchEdits } from '../batches/rows/use-batch-edits.ts';
import { sampleId } from './samples.ts';

const both = (zh: string, en: string) => ({ zh, en });
const prompt = { system: '你写脚本。', brief: '写“{topic}”。' };

/** A form with one field of its own, which can be chosen. */
export const sampleTemplate: Template = {
  id: 'script',
  audience: 'creators',
  name: both('脚本', 'Script'),
  about: both('一段脚本。', 'A script.'),
  fields: [
    {
      name: 'platform',
      label: both('平台', 'Platform'),
      kind: 'choice',
      isRequired: false,
      hint: null,
      choices: [{ value: 'portrait', label: both('竖屏', 'Portrait') }],
      default: null,
    },
  ],
  shape: 'single',
  length: { default: { zh: 300, en: 200 }, minimum: 50, maximum: 1000 },
  outline: null,
  lint: [],
  exportPreset: 'script',
  prompts: { zh: prompt, en: prompt },
  example: { zh: {}, en: {} },
  origin: 'bundled',
};

export function sampleRow(id: string, cells: BatchRow['cells'], more: Partial<BatchRow> = {}): BatchRow {
  return {
    id,
    cells,
    documentId: null,
    runId: null,
    state: 'empty',
    count: 0,
    target: 300,
    language: 'en',
    isEdited: false,
    problems: [],
    error: null,
    ...more,
  };
}

export function sampleBatchSummary(number: number, fields: Partial<BatchSummary> = {}): BatchSummary {
  const at = '2026-11-01T00:00:00.000Z';
  return {
    id: sampleId(number),
    title: '',
    template: sampleTemplate.id,
    common: {},
    state: 'idle',
    error: null,
    revision: 1,
    createdAt: at,
    updatedAt: at,
    binnedAt: null,
    rowCount: 5,
    writtenCount: 2,
    waitingCount: 0,
    ...fields,
  };
}

export function sampleBatch(number: number, fields: Partial<BatchDetail> = {}): BatchDetail {
  return { ...sampleBatchSummary(number), rows: [], usage: { promptTokens: 0, cachedTokens: 0 }, ...fields };
}

/** Edits of a batch that come to nothing. */
export function sampleEdits(batch: BatchDetail, onChange: (changes: readonly BatchChange[]) => void = () => undefined): BatchEdits {
  const nothing = () => undefined;
  const change = (changes: readonly BatchChange[]) => {
    onChange(changes);
    return nothing;
  };
  return { batch, change, undo: nothing, redo: nothing, unsaved: null, saved: async () => true };
}

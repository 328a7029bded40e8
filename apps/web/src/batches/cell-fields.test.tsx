import { maxCellLength } from '@maobi/contract';
import { cleanup, createEvent, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useLongText } from '../long-paste/long-text.ts';
import { useLongPaste } from '../long-paste/use-long-paste.ts';
import { renderStudio } from '../testing/fake-studio.tsx';
import type { BatchColumn } from './batch-columns.ts';
import { CellFields } from './cell-fields.tsx';

afterEach(() => {
  cleanup();
  useLongText.setState({ offered: null });
});

const nothing = () => undefined;
const column: BatchColumn = { name: 'topic', label: 'Topic', isRequired: true, isLong: false, choices: [], width: 200, hint: '' };

function Fields() {
  useLongPaste();
  return <CellFields columns={[column]} hiddenColumns={[]} cells={{}} usual={{}} onChange={nothing} onAddColumn={nothing} />;
}

it('B61 Z5 refuse what no cell can hold as a whole, and say how much has room', async () => {
  await renderStudio(<Fields />);
  const field = screen.getByRole('textbox', { name: 'Topic' });
  const isTaken = (text: string) => fireEvent(field, createEvent.paste(field, { clipboardData: { getData: () => text } }));
  expect(isTaken('字'.repeat(maxCellLength))).toBe(true);
  const long = '字'.repeat(maxCellLength + 1);
  expect(isTaken(long)).toBe(false);
  expect(useLongText.getState().offered).toEqual({ text: long, room: maxCellLength, isAtOnce: false });
});

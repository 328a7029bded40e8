import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, fireEvent } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeStudio } from '../testing/fake-studio.tsx';
import { batchFields } from '../testing/text-fields/batch-fields.tsx';
import { conversationFields } from '../testing/text-fields/conversation-fields.tsx';
import { documentFields } from '../testing/text-fields/document-fields.tsx';
import { editorFields } from '../testing/text-fields/editor-fields.tsx';
import { commandEnter, enter, escape, type Field, type FieldRows } from '../testing/text-fields/field-row.tsx';
import { formFields } from '../testing/text-fields/form-fields.tsx';

const rows: FieldRows = { ...conversationFields, ...documentFields, ...editorFields, ...batchFields, ...formFields };

// nothing is asked of a real server
beforeEach(() => void new FakeStudio({}));
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

/** Whatever a key could be taken for while it belongs to the input method. */
const composingKeys = [enter, commandEnter, escape, { key: 'ArrowDown' }, { key: 'ArrowUp' }, { key: 'Tab' }, { key: 'k', ctrlKey: true }];

/** Chrome and Firefox: the key that ends a composition comes before its end. */
function endAsChrome(field: Field, key: Partial<KeyboardEvent>): void {
  fireEvent.keyDown(field, { ...key, keyCode: 229, isComposing: true });
  fireEvent.input(field, { target: { value: '春天' }, isComposing: true });
  fireEvent.compositionEnd(field, { data: '春天' });
  fireEvent.keyUp(field, key);
}

/** Safari: the end comes first, and the key says only by its old code whose it was. */
function endAsSafari(field: Field, key: Partial<KeyboardEvent>): void {
  fireEvent.input(field, { target: { value: '春天' } });
  fireEvent.compositionEnd(field, { data: '春天' });
  fireEvent.keyDown(field, { ...key, keyCode: 229, isComposing: false });
  fireEvent.keyUp(field, key);
}

function begin(field: Field): void {
  field.focus();
  fireEvent.compositionStart(field);
  fireEvent.keyDown(field, { key: 'Process', keyCode: 229, isComposing: true });
  fireEvent.compositionUpdate(field, { data: "chun'tian" });
  fireEvent.input(field, { target: { value: "chun'tian" }, isComposing: true });
}

describe.each(Object.entries(rows))('%s', (_, { show, key }) => {
  it.each([
    ['Chrome', endAsChrome],
    ['Safari', endAsSafari],
  ])('X1 is left alone by keys of an input method, in the order of events of %s', async (_browser, end) => {
    const { field, acts } = await show();
    for (const composing of composingKeys) {
      begin(field);
      expect(acts()).toBe(0);
      end(field, composing);
      expect([acts(), field.isConnected, document.activeElement === field, field.value]).toEqual([0, true, true, '春天']);
    }
    if (!key) return;
    // what a dialog is made of takes a composition for open a moment longer than it is
    await vi.waitFor(() => {
      fireEvent.keyDown(field, key);
      expect(acts()).toBeGreaterThan(0);
    });
  });
});

it('X1 every text field has its row', () => {
  const folder = join(import.meta.dirname, '..');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.tsx$/u.test(name));
  const withFields = files.filter((name) =>
    /<textarea|<input(?![^]{0,200}?type="(?:file|checkbox|radio|time)")/u.test(readFileSync(join(folder, name), 'utf8')),
  );
  expect(new Set(Object.values(rows).map(({ file }) => file))).toEqual(new Set(withFields));
});

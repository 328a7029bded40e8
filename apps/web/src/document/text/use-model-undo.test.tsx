import type { Section } from '@maobi/contract';
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import type { DocumentActions } from '../document-actions.ts';
import { useModelUndo } from './use-model-undo.ts';

afterEach(cleanup);

const sectionWith = (number: number, text: string, fields: Partial<Section> = {}): Section =>
  sampleSection(1, { version: sampleVersion(number, 1, { text }), ...fields });

/** What was asked for, as the server would be asked. */
function undoing() {
  const asked: unknown[] = [];
  const actions = {
    chooseVersion: async (...given: unknown[]) => void asked.push(['choose', ...given]),
    addVersion: async ({ baseId, text }: { baseId: string; text: string }) => {
      asked.push(['add', baseId, text]);
      return sampleVersion(2, 1).id;
    },
  } as unknown as DocumentActions;
  return { asked, hook: renderHook(() => useModelUndo(actions)).result };
}

describe('the model’s last change of a section (W7)', () => {
  it('is taken back, and done again', async () => {
    const { asked, hook } = undoing();
    const [before, after] = [sectionWith(1, 'before'), sectionWith(2, 'after')];
    act(() => hook.current.remember(before));
    expect(hook.current.stepOf(before)).toBeNull();
    expect(hook.current.stepOf(after)).toBe('undo');
    await act(() => hook.current.undo(after));
    expect(hook.current.stepOf(before)).toBe('redo');
    await act(() => hook.current.undo(before));
    expect(hook.current.stepOf(after)).toBe('undo');
    const [one, two] = [before.version?.id, after.version?.id];
    expect(asked).toEqual([
      ['choose', before.id, one, two],
      ['choose', before.id, two, one],
    ]);
  });

  it('is taken back also where it went into the version that counted already', async () => {
    const { asked, hook } = undoing();
    act(() => hook.current.remember(sectionWith(1, 'before')));
    const longer = sectionWith(1, 'before and more');
    await act(() => hook.current.undo(longer));
    expect(asked).toEqual([['add', longer.version?.id, 'before']]);
    expect(hook.current.stepOf(sectionWith(2, 'before'))).toBe('redo');
  });

  it('comes back only as long as nothing was written since it was taken back', async () => {
    const { hook } = undoing();
    const before = sectionWith(1, 'before');
    act(() => hook.current.remember(before));
    await act(() => hook.current.undo(sectionWith(2, 'after')));
    expect(hook.current.stepOf(sectionWith(3, 'before, and by hand'))).toBeNull();
    expect(hook.current.stepOf(sectionWith(1, 'before, and continued'))).toBeNull();
    expect(hook.current.stepOf(before)).toBe('redo');
  });

  it('comes back only from the version that taking it back has made', async () => {
    const { hook } = undoing();
    act(() => hook.current.remember(sectionWith(1, 'before')));
    await act(() => hook.current.undo(sectionWith(1, 'before and more')));
    expect(hook.current.stepOf(sectionWith(3, 'before', { state: 'done' }))).toBeNull();
    expect(hook.current.stepOf(sectionWith(2, 'before'))).toBe('redo');
  });

  it('stays where the section is locked', () => {
    const { hook } = undoing();
    act(() => hook.current.remember(sectionWith(1, 'before')));
    expect(hook.current.stepOf(sectionWith(2, 'after', { isLocked: true }))).toBeNull();
  });
});

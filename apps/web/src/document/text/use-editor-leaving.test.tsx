import type { Section } from '@maobi/contract';
import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { useEditorLeaving } from './use-editor-leaving.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

function add(className: string, parent: Element = document.body) {
  const field = document.createElement('input');
  const around = parent.appendChild(document.createElement('div'));
  around.className = className;
  around.append(field);
  const go = () => {
    field.focus();
    vi.runAllTimers();
  };
  return { around, field, go };
}

const counting = (version: number) => sampleSection(1, { version: sampleVersion(version, 1) });

function editor() {
  const own = add('section-editor');
  const told = { onLeft: vi.fn<() => void>(), onAside: vi.fn<() => void>(), onChanged: vi.fn<() => void>() };
  const frame = { current: own.around };
  const { rerender } = renderHook((props: { section: Section; isJudged: boolean }) => useEditorLeaving(frame, { ...props, ...told }), {
    initialProps: { section: counting(1), isJudged: false },
  });
  own.go();
  return { own, rerender, ...told };
}

describe('an editor that the focus leaves', () => {
  it.each(['palette', 'document-aide', 'polish-bubble'])('W2: stays open beside the %s, and is kept once', (name) => {
    const { own, onLeft, onAside } = editor();
    const there = add(name);
    const other = add('', there.around);
    there.go();
    other.go();
    expect([onLeft.mock.calls.length, onAside.mock.calls.length]).toEqual([0, 1]);
    // the palette goes with its field, and gives the focus back a moment later
    if (name === 'palette') there.around.remove();
    vi.runAllTimers();
    own.go();
    expect(onLeft).not.toHaveBeenCalled();
    add(name).go();
    expect(onAside).toHaveBeenCalledTimes(2);
  });

  it('W2: is left for what is elsewhere, also from beside it', () => {
    const { own, onLeft } = editor();
    const [elsewhere, there] = [add('document-outline'), add('document-aide')];
    there.go();
    elsewhere.go();
    expect(onLeft).toHaveBeenCalledTimes(1);
    own.go();
    own.field.blur();
    vi.runAllTimers();
    expect(onLeft).toHaveBeenCalledTimes(2);
  });

  it('W2: makes room for another text and for changes to be judged while the writer is beside it', () => {
    const { rerender, onLeft, onChanged } = editor();
    rerender({ section: counting(2), isJudged: false });
    expect(onChanged).not.toHaveBeenCalled();
    add('document-aide').go();
    rerender({ section: counting(3), isJudged: false });
    expect([onChanged.mock.calls.length, onLeft.mock.calls.length]).toEqual([1, 0]);
    rerender({ section: counting(3), isJudged: true });
    expect(onLeft).toHaveBeenCalledTimes(1);
  });
});

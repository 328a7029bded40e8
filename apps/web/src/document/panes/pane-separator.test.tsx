import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderStudio } from '../../testing/fake-studio.tsx';
import { PaneSeparator } from './pane-separator.tsx';
import { usePaneStyle, usePaneWidths, type SidePane } from './pane-widths.ts';

afterEach(() => {
  cleanup();
  usePaneWidths.setState({ outline: null, aide: null });
  vi.restoreAllMocks();
});

function Panes() {
  return (
    <div data-testid="frame" style={usePaneStyle()}>
      <aside className="document-outline" />
      <PaneSeparator pane="outline" />
      <section className="document-text" />
      <PaneSeparator pane="aide" />
      <aside className="document-aide" />
    </div>
  );
}

/** Panes beside a text, as wide as they are drawn, in a window of 1440 pixels. */
async function open() {
  await renderStudio(<Panes />);
  const drawn = (pane: SidePane) => Number.parseInt(frame().style.getPropertyValue(`--${pane}-width`), 10) || usual[pane];
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    const [outline, aide] = [drawn('outline'), drawn('aide')];
    const widths: Record<string, number> = { 'document-outline': outline, 'document-aide': aide, 'document-text': 1440 - outline - aide };
    return { width: widths[this.className] ?? 0 } as DOMRect;
  });
}
const usual = { outline: 288, aide: 312 };
const frame = () => screen.getByTestId('frame');
const separator = (name: string) => screen.getByRole('separator', { name });
const width = (name: string) => Number(separator(name).getAttribute('aria-valuenow'));

describe('Y20: the lines between the panes of a document', () => {
  it('are moved with the keyboard, within what the pane and the text need', async () => {
    await open();
    const [outline, aide] = ['Width of the outline', 'Width of the aide'] as const;
    fireEvent.keyDown(separator(outline), { key: 'ArrowRight' });
    fireEvent.keyDown(separator(aide), { key: 'ArrowRight' });
    expect([width(outline), width(aide)]).toEqual([304, 296]);
    fireEvent.keyDown(separator(outline), { key: 'End' });
    expect(width(outline)).toBe(480);
    fireEvent.keyDown(separator(aide), { key: 'End' });
    expect(width(aide)).toBe(1440 - 480 - 600);
    fireEvent.keyDown(separator(outline), { key: 'Home' });
    expect(width(outline)).toBe(220);
    expect(frame().style.getPropertyValue('--outline-width')).toBe('220px');
  });

  it('are drawn with the pointer, kept in this browser, and given back with a double press', async () => {
    await open();
    HTMLElement.prototype.setPointerCapture = () => undefined;
    const line = separator('Width of the aide');
    fireEvent.pointerDown(line, { button: 0, clientX: 1128 });
    fireEvent.pointerMove(line, { clientX: 1100 });
    expect(frame().style.getPropertyValue('--aide-width')).toBe('340px');
    expect(width('Width of the aide')).toBe(312);
    fireEvent.pointerUp(line, { clientX: 1088 });
    expect(width('Width of the aide')).toBe(352);
    expect(localStorage.getItem('maobi.panes')).toContain('"aide":352');
    fireEvent.doubleClick(line);
    expect(width('Width of the aide')).toBe(312);
    expect(frame().style.getPropertyValue('--aide-width')).toBe('');
  });

  it('are moved without drawing: double presses lead to the widest, the narrowest and the usual width', async () => {
    await open();
    const name = 'Width of the outline';
    const widths = Array.from({ length: 3 }, () => {
      fireEvent.doubleClick(separator(name));
      return width(name);
    });
    expect(widths).toEqual([480, 220, usual.outline]);
  });
});

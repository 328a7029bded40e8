import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** The panes beside the text that can be drawn wider or narrower. */
export type SidePane = 'outline' | 'aide';

interface PaneLimits {
  readonly narrowestPx: number;
  readonly widestPx: number;
  /** As in the style sheet. */
  readonly usualPx: number;
}

export const paneLimits: Readonly<Record<SidePane, PaneLimits>> = {
  outline: { narrowestPx: 220, widestPx: 480, usualPx: 288 },
  aide: { narrowestPx: 240, widestPx: 560, usualPx: 312 },
};

/** A line of fewer characters is hard to read; the style sheet keeps it as well, when the window gets narrower. */
const narrowestTextPx = 600;

/** In pixels, as the writer drew them in this browser; `null`: the usual width. */
type PaneWidths = Readonly<Record<SidePane, number | null>>;

export const usePaneWidths = create<PaneWidths>()(persist((): PaneWidths => ({ outline: null, aide: null }), { name: 'maobi.panes' }));

/** Within its limits, and not at the cost of the text. @param roomPx what there is for it and the text together */
export function allowedWidth(pane: SidePane, widthPx: number, roomPx: number): number {
  const { narrowestPx, widestPx } = paneLimits[pane];
  return Math.round(Math.max(narrowestPx, Math.min(widthPx, widestPx, roomPx - narrowestTextPx)));
}

export const widthProperty: Readonly<Record<SidePane, string>> = { outline: '--outline-width', aide: '--aide-width' };

/** What the style sheet needs to know of them. */
export function usePaneStyle(): Readonly<Record<string, string>> {
  const widths = usePaneWidths();
  const drawn = (['outline', 'aide'] as const).flatMap((pane) => {
    const width = widths[pane];
    return typeof width === 'number' ? [[widthProperty[pane], `${width}px`] as const] : [];
  });
  return Object.fromEntries(drawn);
}

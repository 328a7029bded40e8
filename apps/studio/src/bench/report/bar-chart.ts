import { html, type Markup } from './markup.ts';

/** A stretch of a bar, in the unit of its chart. */
export interface BarPart {
  readonly from: number;
  readonly to: number;
  /** Names its colour in the style of the page. */
  readonly kind: 'ours' | 'next' | 'restart' | 'review' | 'weights' | 'context' | 'buffers';
}

export interface Bar {
  readonly label: string;
  readonly value: string;
  readonly parts: readonly BarPart[];
  /** Begins a group: stands a little apart from the bar above. */
  readonly startsGroup?: boolean;
  /** A stroke across the bar, e.g. for a limit. */
  readonly mark?: number;
}

/**
 * Bars under each other with words beside them. Each is a drawing of its own that is as wide as the page allows, so that
 * words keep their size on a telephone.
 */
export function barChart(title: string, bars: readonly Bar[], scaleTo?: number): Markup {
  const largest = scaleTo ?? Math.max(...bars.flatMap(({ parts, mark = 0 }) => [mark, ...parts.map(({ to }) => to)]));
  const percent = (value: number) => Math.round((Math.min(value, largest) / (largest || 1)) * 10_000) / 100;
  const rows = bars.map(({ label, value, parts, mark, startsGroup = false }) => {
    const rectangles = parts.map(
      ({ from, to, kind }) =>
        html`<rect class="${kind}" x="${percent(from)}%" y="2" width="${Math.max(0.4, percent(to) - percent(from))}%" height="12" />`,
    );
    const stroke =
      mark === undefined ? [] : [html`<rect class="limit" x="${Math.max(0, percent(mark) - 0.3)}%" y="0" width="2" height="16" />`];
    return html`<li class="${startsGroup ? 'first' : 'more'}">
      <span class="label">${label}</span><svg width="100%" height="16" aria-hidden="true">${[...rectangles, ...stroke]}</svg
      ><span class="value">${value}</span>
    </li>`;
  });
  return html`<figure>
    <figcaption>${title}</figcaption>
    <ul class="bars">
      ${rows}
    </ul>
  </figure>`;
}

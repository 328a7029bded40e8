import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { allowedWidth, paneLimits, usePaneWidths, widthProperty, type SidePane } from './pane-widths.ts';
import './panes.css';

const stepPx = 16;

/** The line between a pane and the text: drawn with the pointer, moved with the keyboard; double presses lead to the usual width, the widest and the narrowest. */
export function PaneSeparator({ pane }: { readonly pane: SidePane }) {
  const { t } = useTranslation();
  const width = usePaneWidths((widths) => widths[pane]);
  const separator = useRef<HTMLDivElement>(null);
  const drag = useRef<{ readonly fromX: number; readonly fromPx: number } | null>(null);
  const { narrowestPx, widestPx, usualPx } = paneLimits[pane];
  /** To the right the outline gets wider, and the aide narrower. */
  const direction = pane === 'outline' ? 1 : -1;
  const put = (widthPx: number) => usePaneWidths.setState({ [pane]: allowedOf(separator.current, pane, widthPx) });
  // for whom drawing is hard
  const goRound = () => {
    const widest = allowedOf(separator.current, pane, Infinity);
    usePaneWidths.setState({ [pane]: width === null ? widest : width === widest ? narrowestPx : null });
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { fromX: event.clientX, fromPx: widthOf(separator.current, pane) };
  };
  const drawnWidth = ({ clientX }: PointerEvent): number | null => {
    if (!drag.current || clientX === drag.current.fromX) return null;
    return allowedOf(separator.current, pane, drag.current.fromPx + (clientX - drag.current.fromX) * direction);
  };
  // the page is drawn anew when the line is let go, not with every step of the pointer
  const onPointerMove = (event: PointerEvent) => {
    const widthPx = drawnWidth(event);
    if (widthPx !== null) separator.current?.parentElement?.style.setProperty(widthProperty[pane], `${widthPx}px`);
  };
  const onPointerUp = (event: PointerEvent) => {
    const widthPx = drawnWidth(event);
    drag.current = null;
    if (widthPx !== null) put(widthPx);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: stepPx * direction, ArrowLeft: -stepPx * direction, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    put(widthOf(separator.current, pane) + by);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a separator that takes the focus is a control
    <div
      ref={separator}
      className="pane-separator"
      data-pane={pane}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t(`document.panes.width.${pane}`)}
      aria-valuemin={narrowestPx}
      aria-valuemax={widestPx}
      aria-valuenow={width ?? usualPx}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={goRound}
      onKeyDown={onKeyDown}
    />
  );
}

/** As it is shown: a narrow window may have less room than the writer drew. */
function widthOf(separator: HTMLElement | null, pane: SidePane | 'text'): number {
  return separator?.parentElement?.querySelector(`:scope > .document-${pane}`)?.getBoundingClientRect().width ?? 0;
}

function allowedOf(separator: HTMLElement | null, pane: SidePane, widthPx: number): number {
  return allowedWidth(pane, widthPx, widthOf(separator, pane) + widthOf(separator, 'text'));
}

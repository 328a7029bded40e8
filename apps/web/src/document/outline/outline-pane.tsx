import type { DocumentDetail, OutlineRow } from '@maobi/contract';
import { Fragment, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { useHasBeenIdle } from '../../shell/when-idle.ts';
import { newId } from '../../studio/new-id.ts';
import { showPassage } from '../aide/checks/show-place.ts';
import type { DocumentActions } from '../document-actions.ts';
import { JobControls } from '../job/job-controls.tsx';
import type { Beginning } from '../job/use-next-job.ts';
import { useAttempt } from '../use-attempt.ts';
import { useDrawn } from '../first-screens.ts';
import { isActive, isRunning, shownState, type LiveSection } from '../writing-progress.ts';
import type { Shaping } from '../shape/use-shaping.ts';
import { GrowingOutline } from './growing-outline.tsx';
import { withRowAt } from './outline-edits.ts';
import { OutlineRowView, type RowHandlers } from './outline-row-view.tsx';
import { OutlineSummary } from './outline-summary.tsx';
import { RowEditor } from './row-editor.tsx';
import { rowNumber } from './row-number.ts';
import { RowSuggestions } from './row-suggestions.tsx';
import { useFocusInOutline } from './use-focus-in-outline.ts';
import { isSettled, type Outline } from './use-outline.ts';

interface OutlinePaneProps {
  readonly detail: DocumentDetail;
  readonly outline: Outline;
  readonly live: LiveSection | null;
  readonly pace: number | null;
  readonly actions: DocumentActions;
  /** The section whose text is in view. */
  readonly currentId: string | null;
  readonly onShow: (sectionId: string) => void;
  readonly shaping: Shaping;
  /** What of the writing can be begun now. */
  readonly beginning: Beginning | null;
}

/** What the document will say, in which order and how long; how far it is; and what writes it. */
export function OutlinePane({ detail, outline, live, pace, actions, currentId, onShow, shaping, beginning }: OutlinePaneProps) {
  const { t } = useTranslation();
  const [suggestingFor, setSuggestingFor] = useState<string | null>(null);
  const { handlers, spoken } = useRowHandlers({ outline, onShow, shaping }, setSuggestingFor);
  const replanning = useReplanning(detail, outline, actions);
  const { language } = detail.brief;
  const { outlineRun } = detail;
  const isGrowing = isRunning(outlineRun);
  const isReadOnly = detail.binnedAt !== null;
  const shown = isGrowing ? outline.sections.filter(isSettled) : outline.sections;
  // the text below goes before the rows below
  const hasBeenIdle = useHasBeenIdle();
  const drawn = useDrawn(hasBeenIdle ? shown.length : Math.min(shown.length, rowsSeenAtFirst), rowsSeenAtFirst);
  const rows = useRef<HTMLOListElement>(null);
  useRowInSight(rows, currentId);
  useFocusInOutline(rows);
  return (
    <>
      <OutlineSummary detail={detail} sections={outline.sections} live={live} pace={pace} actions={actions} />
      <div className="outline-scroll">
        <ol ref={rows} className="outline-rows" data-language={detail.brief.language}>
          {shown.slice(0, drawn).map((section, index) => (
            <Fragment key={section.id}>
              <OutlineRowView
                section={section}
                next={shown[index + 1]}
                number={rowNumber(index + 1, language)}
                state={shownState(section, detail, live)}
                live={live?.sectionId === section.id ? live : null}
                language={language}
                pace={pace}
                isCurrent={section.id === currentId}
                isReadOnly={isReadOnly}
                handlers={handlers}
              />
              {section.id === suggestingFor && (
                <li>
                  <RowSuggestions row={section} actions={actions} onPick={outline.put} onClose={() => setSuggestingFor(null)} />
                </li>
              )}
            </Fragment>
          ))}
        </ol>
        {isGrowing && outlineRun ? (
          <GrowingOutline run={outlineRun} language={language} standingRows={shown.length} actions={actions} />
        ) : (
          !isReadOnly && <OutlineTools detail={detail} outline={outline} replanning={replanning} />
        )}
      </div>
      <JobControls detail={detail} actions={actions} beginning={beginning} />
      <output className="sr" aria-live="polite">
        {spoken === null ? '' : t('document.outline.moved', { ...spoken })}
      </output>
    </>
  );
}

/** The outline goes along with what is read, unless the writer is at it. */
function useRowInSight(rows: RefObject<HTMLElement | null>, currentId: string | null): void {
  const all = rows.current?.childElementCount;
  useEffect(() => {
    const scroller = rows.current?.parentElement;
    const row = currentId === null ? null : rows.current?.querySelector(`[data-section="${CSS.escape(currentId)}"]`);
    if (!scroller || !row || scroller.matches(':hover, :focus-within')) return;
    const [seen, at] = [scroller.getBoundingClientRect(), row.getBoundingClientRect()];
    if (at.top < seen.top) scroller.scrollBy({ top: at.top - seen.top });
    else if (at.bottom > seen.bottom) scroller.scrollBy({ top: at.bottom - seen.bottom });
  }, [rows, currentId, all]);
}

/** More than fit a high screen. */
const rowsSeenAtFirst = 24;

interface Spoken {
  readonly heading: string;
  readonly place: number;
}

/** The same object as long as the page stands, whatever the outline becomes. */
function useRowHandlers(
  bound: Pick<OutlinePaneProps, 'outline' | 'onShow' | 'shaping'>,
  suggestFor: (id: string) => void,
): { handlers: RowHandlers; spoken: Spoken | null } {
  const [spoken, setSpoken] = useState<Spoken | null>(null);
  const latest = useRef(bound);
  useLayoutEffect(() => {
    latest.current = bound;
  });
  const handlers = useMemo((): RowHandlers => {
    const moveBy = (id: string, step: -1 | 1) => {
      const { sections, edit } = latest.current.outline;
      const place = sections.findIndex((section) => section.id === id);
      const [row, target] = [sections[place], sections[place + step]];
      if (!row || !target) return;
      setSpoken({ heading: row.heading, place: place + step + 1 });
      void edit(withRowAt(id, target.id));
    };
    return {
      moveBy,
      show: (id) => latest.current.onShow(id),
      showHeading: ({ id, version }, { start, end }) => {
        latest.current.onShow(id);
        showPassage({ sectionId: id, start, end }, version?.text ?? '');
      },
      put: (row) => latest.current.outline.put(row),
      remove: (row) => latest.current.outline.remove(row),
      moveTo: (id, targetId) => latest.current.outline.moveTo(id, targetId),
      suggest: ({ id }) => suggestFor(id),
      split: (section) => latest.current.shaping.openSplit(section),
      merge: (section) => latest.current.shaping.merge(section),
    };
  }, [suggestFor]);
  return { handlers, spoken };
}

interface Replanning {
  readonly planAnew: () => void;
  /** Puts back the outline that a new one has replaced; `null`: none was replaced since the page was opened. */
  readonly restore: (() => void) | null;
}

/** Has the outline planned once more, and keeps the old one at hand. */
function useReplanning(detail: DocumentDetail, outline: Outline, actions: DocumentActions): Replanning {
  const attempt = useAttempt();
  const [replaced, setReplaced] = useState<{ readonly runId: string; readonly rows: readonly OutlineRow[] } | null>(null);
  const planAnew = () =>
    void attempt(async () => {
      const runId = newId();
      await actions.writeOutline(runId);
      setReplaced({ runId, rows: outline.sections });
    });
  const restore = () => {
    const rows = replaced?.rows ?? [];
    setReplaced(null);
    void outline.edit(() => rows);
  };
  return { planAnew, restore: replaced !== null && detail.outlineRun?.id === replaced.runId ? restore : null };
}

const usualTarget = { zh: 300, en: 200 } as const;

interface OutlineToolsProps extends Pick<OutlinePaneProps, 'detail' | 'outline'> {
  readonly replanning: Replanning;
}

/** A row of the writer's own, the sharing out of the length, another outline, and the way back to the one before. */
function OutlineTools({ detail, outline, replanning: { planAnew, restore } }: OutlineToolsProps) {
  const { t } = useTranslation();
  const { language, words } = detail.brief;
  const [newRow, setNewRow] = useState<OutlineRow | null>(null);
  if (newRow) {
    const onDone = (row: OutlineRow | null) => {
      setNewRow(null);
      if (row) outline.put(row);
    };
    return (
      <div className="outline-row editing">
        <RowEditor row={newRow} language={language} onDone={onDone} />
      </div>
    );
  }
  const isOpen = outline.sections.some((section) => !isSettled(section)) && detail.brief.isOpenEnded !== true;
  return (
    <div className="outline-tools">
      <button
        type="button"
        className="btn plain"
        onClick={() => setNewRow({ id: newId(), heading: '', points: [], target: usualTarget[language], isLocked: false })}
      >
        <Icon name="plus" small />
        {t('document.outline.add')}
      </button>
      {isOpen && (
        <button type="button" className="btn plain" onClick={() => outline.balance(words)}>
          {t('document.outline.balance')}
        </button>
      )}
      {isOpen && !isActive(detail.job) && (
        <button type="button" className="btn plain" onClick={planAnew}>
          {t('document.job.planAnew')}
        </button>
      )}
      {restore && (
        <button type="button" className="btn plain" onClick={restore}>
          <Icon name="restore" small />
          {t('document.outline.keepOld')}
        </button>
      )}
    </div>
  );
}

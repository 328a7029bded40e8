import type { OutlineRow, Section } from '@maobi/contract';
import { lazy, memo, useMemo, useRef, useState, type ComponentProps, type KeyboardEvent, type SyntheticEvent } from 'react';
import { useRowDrag } from '../../dragging/use-row-drag.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { isComposing } from '../../keyboard/composition.ts';
import { textLanguage } from '../../language/text-language.ts';
import { MenuButton } from '../../menu/menu-button.tsx';
import type { ShapeHandlers } from '../shape/shape-items.tsx';
import type { ShownState } from '../writing-progress.ts';
import { RowHeadings } from './row-headings.tsx';
import { RowEditor } from './row-editor.tsx';
import { RowPoints } from './row-points.tsx';
import { StateMark } from './state-mark.tsx';
import { textHeadings, type TextHeading } from './text-headings.ts';
import { useStateWords, type SectionProgress } from './use-state-words.ts';
import { orElseNever } from '../../shell/until-there.ts';

const RowMenu = lazy(orElseNever(() => import('./row-menu.tsx').then((m) => ({ default: m.RowMenu }))));

/** What a row asks its outline to do. The same object for all rows, so that they are not drawn anew. */
export interface RowHandlers extends ShapeHandlers {
  readonly show: (id: string) => void;
  readonly showHeading: (section: Section, heading: TextHeading) => void;
  readonly put: (row: OutlineRow) => void;
  readonly remove: (row: Section) => void;
  readonly moveTo: (id: string, targetId: string) => void;
  readonly moveBy: (id: string, step: -1 | 1) => void;
  readonly suggest: (row: Section) => void;
}

interface OutlineRowViewProps extends SectionProgress {
  /** The row below it. */
  readonly next: Section | undefined;
  readonly number: string;
  /** Its text is the one in view. */
  readonly isCurrent: boolean;
  /** The document lies in the bin. */
  readonly isReadOnly: boolean;
  readonly handlers: RowHandlers;
}

/** One section in the outline: what it is called, what it is to say, how long, and how far it is. */
export const OutlineRowView = memo(function OutlineRowView(props: OutlineRowViewProps) {
  const { section, next, state, language, pace, number, isCurrent, isReadOnly, handlers } = props;
  const [wantsEditor, setWantsEditor] = useState(false);
  const isEditing = wantsEditor && !isReadOnly;
  const frame = useRef<HTMLLIElement>(null);
  const isDragged = !isReadOnly && !isEditing;
  const dragging = useRowDrag(frame, { kind: 'section', id: section.id, isPossible: isDragged, onDrop: handlers.moveTo });
  const text = section.version?.text ?? '';
  const headings = useMemo(() => textHeadings(text), [text]);
  if (isEditing) {
    const onDone = (row: OutlineRow | null) => {
      setWantsEditor(false);
      if (row) handlers.put(row);
    };
    return (
      <li ref={frame} className="outline-row editing">
        <RowEditor row={section} language={language} onDone={onDone} />
      </li>
    );
  }
  const edit = () => setWantsEditor(!isReadOnly);
  return (
    <li
      ref={frame}
      className="outline-row"
      data-section={section.id}
      data-state={state}
      data-locked={section.isLocked || undefined}
      data-current={isCurrent || isLive(state) || undefined}
      {...dragging}
    >
      <span className="outline-number" aria-hidden="true">
        {number}
      </span>
      <RowMain {...props} headings={headings} onEdit={edit} />
      <StateMark state={state} isLocked={section.isLocked} />
      {!isReadOnly && <RowActions {...{ section, next, language, pace }} handlers={handlers} onEdit={edit} />}
      <RowHeadings section={section} headings={headings} onShow={handlers.showHeading} />
    </li>
  );
});

function isLive(state: ShownState): boolean {
  return state === 'writing' || state === 'reading';
}

interface RowMainProps extends OutlineRowViewProps {
  readonly headings: readonly TextHeading[];
  readonly onEdit: () => void;
}

/** Its words, which lead to its text. */
function RowMain(props: RowMainProps) {
  const { section, isCurrent, isReadOnly, handlers, headings, onEdit } = props;
  const words = useStateWords(props);
  const { shownAs, measuring } = useWholeHeading();
  const onKeyDown = (event: KeyboardEvent) => {
    if (isReadOnly || isComposing(event) || !pressKey(event, section, handlers, onEdit)) return;
    event.preventDefault();
  };
  return (
    <button
      type="button"
      className="outline-row-main"
      aria-current={isCurrent || undefined}
      title={shownAs === 'title' ? section.heading : undefined}
      {...measuring}
      onClick={() => handlers.show(section.id)}
      onDoubleClick={onEdit}
      onKeyDown={onKeyDown}
    >
      <span className="outline-heading" lang={textLanguage(section.heading)}>
        {section.heading}
      </span>
      {shownAs === 'overlay' && (
        <span className="outline-whole" lang={textLanguage(section.heading)} aria-hidden="true">
          {section.heading}
        </span>
      )}
      {/* not of the one that is written as well: with each section all rows below would move twice */}
      {isCurrent && <RowPoints points={pointsBeside(headings, section.points)} />}
      <span className="outline-facts note">
        {words.map((word) => (
          <span key={word}>{word}</span>
        ))}
      </span>
    </button>
  );
}

/** A long heading is cut: under the pointer its title tells the whole of it; with the focus, it lies over the rows below. */
function useWholeHeading() {
  const [shownAs, setShownAs] = useState<'title' | 'overlay' | null>(null);
  const measure =
    (way: 'title' | 'overlay') =>
    ({ currentTarget }: SyntheticEvent<HTMLElement>) => {
      const heading = currentTarget.querySelector('.outline-heading');
      setShownAs(heading !== null && heading.scrollHeight > heading.clientHeight ? way : null);
    };
  return { shownAs, measuring: { onPointerEnter: measure('title'), onFocus: measure('overlay') } };
}

/** A point that has become a heading of the text is not said twice. */
function pointsBeside(headings: readonly TextHeading[], points: readonly string[]): readonly string[] {
  return headings.length === 0 ? points : points.filter((point) => headings.every(({ words }) => words !== point));
}

type RowActionsProps = Omit<ComponentProps<typeof RowMenu>, 'trigger'>;

function RowActions(props: RowActionsProps) {
  const { t } = useTranslation();
  return (
    <MenuButton
      trigger={
        <button type="button" className="icon-btn row-menu" aria-label={t('document.outline.actions', { heading: props.section.heading })}>
          <Icon name="more" small />
        </button>
      }
      renderMenu={(trigger) => <RowMenu {...props} trigger={trigger} />}
    />
  );
}

/** Whether the key does something here; it is done then. */
function pressKey(event: KeyboardEvent, section: Section, handlers: RowHandlers, edit: () => void): boolean {
  if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    handlers.moveBy(section.id, event.key === 'ArrowUp' ? -1 : 1);
    return true;
  }
  if (event.key === 'F2') edit();
  else if (event.key === 'Delete' && !section.isLocked) handlers.remove(section);
  else return false;
  return true;
}

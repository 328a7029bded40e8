import type { EditorView } from 'prosemirror-view';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { BarPanel } from './bar-panel.tsx';
import { insertTable } from './insert-block.ts';
import { tableAt, tableCommands } from './table-commands.ts';

interface TablePanelProps {
  readonly view: EditorView;
  /** In pixels from the left of the bar that it hangs below. */
  readonly place: number;
  readonly onClose: () => void;
}

/** The size of a table that is to come, or what can be done to the one that the caret is in. */
export function TablePanel({ view, place, onClose }: TablePanelProps) {
  const finish = (command: (typeof tableCommands)[keyof typeof tableCommands] | null) => {
    command?.(view.state, view.dispatch);
    onClose();
    view.focus();
  };
  const isInTable = tableAt(view.state) !== null;
  return (
    <BarPanel place={place} onLeave={() => finish(null)} onClose={onClose}>
      {isInTable ? (
        <TableChanges onChoose={(name) => finish(tableCommands[name])} />
      ) : (
        <TableSize onChoose={(rows, columns) => finish(insertTable(rows, columns))} />
      )}
    </BarPanel>
  );
}

const changes = ['rowAbove', 'rowBelow', 'columnBefore', 'columnBehind', 'removeRow', 'removeColumn', 'removeTable'] as const;

function TableChanges({ onChoose }: { readonly onChoose: (name: (typeof changes)[number]) => void }) {
  const { t } = useTranslation();
  return (
    <div role="menu" tabIndex={-1} aria-label={t('editor.table.changes')} onKeyDown={(event) => moveFocus(event, 1)}>
      {changes.map((name, index) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          className="menu-item"
          tabIndex={index === 0 ? 0 : -1}
          onClick={() => onChoose(name)}
        >
          {t(`editor.table.${name}`)}
        </button>
      ))}
    </div>
  );
}

const most = { rows: 6, columns: 6 };
const fewestRows = 2;

/** A field of squares: the one that is chosen is the last cell of the table. */
function TableSize({ onChoose }: { readonly onChoose: (rows: number, columns: number) => void }) {
  const { t } = useTranslation();
  const [size, setSize] = useState({ rows: 3, columns: 3 });
  return (
    <>
      <div
        className="table-sizes"
        role="group"
        tabIndex={-1}
        aria-label={t('editor.table.size')}
        onKeyDown={(event) => moveFocus(event, most.columns)}
      >
        {Array.from({ length: most.rows * most.columns }, (_, place) => {
          const [rows, columns] = [Math.floor(place / most.columns) + 1, (place % most.columns) + 1];
          return (
            <button
              key={place}
              type="button"
              className="table-square"
              tabIndex={rows === size.rows && columns === size.columns ? 0 : -1}
              data-in={(rows <= size.rows && columns <= size.columns) || undefined}
              aria-label={t('editor.table.sizeOf', { rows: Math.max(rows, fewestRows), columns })}
              onFocus={() => setSize({ rows, columns })}
              onMouseEnter={() => setSize({ rows, columns })}
              onClick={() => onChoose(Math.max(rows, fewestRows), columns)}
            />
          );
        })}
      </div>
      <p className="note num" aria-hidden="true">
        {t('editor.table.sizeOf', { ...size, rows: Math.max(size.rows, fewestRows) })}
      </p>
    </>
  );
}

/** Arrow keys go from one to the next, and from line to line. @param perLine how many stand beside each other */
function moveFocus(event: KeyboardEvent<HTMLElement>, perLine: number): void {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: perLine,
    ArrowUp: -perLine,
    ...(perLine > 1 ? { ArrowRight: 1, ArrowLeft: -1 } : {}),
  };
  const step = steps[event.key];
  if (step === undefined) return;
  const all = [...event.currentTarget.querySelectorAll('button')];
  all[all.findIndex((button) => button === document.activeElement) + step]?.focus();
  event.preventDefault();
}

import { maxCellLength, type Cells } from '@maobi/contract';
import { lazy, useRef, useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { MenuButton } from '../menu/menu-button.tsx';
import { shownCell, type BatchColumn } from './batch-columns.ts';
import { useWhenHidden } from './use-when-hidden.ts';
import { orElseNever } from '../shell/until-there.ts';

const ColumnMenu = lazy(orElseNever(() => import('./batch-menus.tsx').then((m) => ({ default: m.ColumnMenu }))));

interface CellFieldsProps {
  readonly columns: readonly BatchColumn[];
  /** Those that can be added. */
  readonly hiddenColumns: readonly BatchColumn[];
  readonly cells: Cells;
  /** What counts where a cell is empty. */
  readonly usual: Cells;
  readonly onChange: (cells: Cells) => void;
  readonly onAddColumn: (name: string) => void;
}

/** The cells of one row, or those for all rows, as a form: where the table is too narrow to be filled in. */
export function CellFields({ columns, hiddenColumns, cells, usual, onChange, onAddColumn }: CellFieldsProps) {
  const { t } = useTranslation();
  return (
    <div className="cell-fields">
      {columns.map((column) => (
        <CellField
          key={column.name}
          column={column}
          value={cells[column.name] ?? ''}
          usual={shownCell(usual[column.name] ?? '', column)}
          onChange={(text) => onChange({ [column.name]: text })}
        />
      ))}
      {hiddenColumns.length > 0 && (
        <MenuButton
          trigger={
            <button type="button" className="btn plain">
              <Icon name="plus" small />
              {t('batch.addColumn')}
            </button>
          }
          renderMenu={(trigger) => <ColumnMenu columns={hiddenColumns} trigger={trigger} onAdd={onAddColumn} />}
        />
      )}
    </div>
  );
}

interface CellFieldProps {
  readonly column: BatchColumn;
  readonly value: string;
  /** What counts while it is empty. */
  readonly usual: string;
  readonly onChange: (text: string) => void;
}

/** Kept when it is left. */
function CellField({ column, value, usual, onChange }: CellFieldProps) {
  const { text, type, keep } = useTyped(value, onChange);
  // a table may say the same in other words, or something that cannot be chosen
  const isOther = value !== '' && !column.choices.some((choice) => choice.value === value);
  return (
    <label className="cell-field">
      <span>{column.label}</span>
      {column.choices.length > 0 ? (
        <select className="field" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{usual || '–'}</option>
          {isOther && <option value={value}>{value}</option>}
          {column.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <textarea
          className="field"
          rows={column.isLong ? 3 : 1}
          maxLength={maxCellLength}
          value={text}
          placeholder={usual || column.hint}
          onChange={(event) => type(event.target.value)}
          onBlur={keep}
        />
      )}
    </label>
  );
}

/** What is being typed over a text. It is kept when its field or the page is left; where nothing was typed, what another page writes stands. */
function useTyped(text: string, onChange: (text: string) => void) {
  const [typed, setTyped] = useState<{ readonly before: string; readonly text: string } | null>(null);
  const latest = useRef(typed);
  const set = (next: typeof typed) => {
    latest.current = next;
    setTyped(next);
  };
  const keep = () => {
    const kept = latest.current;
    set(null);
    if (kept !== null && kept.text.trim() !== kept.before) onChange(kept.text.trim());
  };
  useWhenHidden(keep);
  return { text: typed?.text ?? text, type: (next: string) => set({ before: typed?.before ?? text, text: next }), keep };
}

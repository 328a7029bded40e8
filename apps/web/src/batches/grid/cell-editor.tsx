import { maxCellLength } from '@maobi/contract';
import { useEffect, useRef, type ClipboardEvent, type CSSProperties, type KeyboardEvent } from 'react';
import { isComposing } from '../../keyboard/composition.ts';
import type { BatchColumn } from '../batch-columns.ts';
import { gridAction, type CellMode, type GridAction, type GridSize } from './grid-keys.ts';
import type { Grid } from './use-grid.ts';

interface CellEditorProps {
  readonly grid: Grid;
  readonly size: GridSize;
  readonly column: BatchColumn;
  /** What stands in the cell. */
  readonly value: string;
  /** Says which cell it is. */
  readonly label: string;
  readonly style: CSSProperties;
  /** Takes the keys as soon as it is there. */
  readonly takesFocus: boolean;
  readonly onFocusChange: (hasFocus: boolean) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onLeave: () => void;
  /** Of the row where the writer is. */
  readonly onShowText: () => void;
  readonly onPaste: (text: string) => void;
}

/**
 * The field over the cell where the writer is. It has the keys all the time, empty and out of sight until something is typed, so that an input
 * method finds a field to compose in.
 */
export function CellEditor(props: CellEditorProps) {
  const { grid, column, label, style, takesFocus, onFocusChange, onPaste } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const { isEditing, at } = grid;
  const { open, type, change, onKeyDown } = useCellKeys(props);
  const isChoosing = isEditing && column.choices.length > 0;
  useEffect(() => {
    if (takesFocus) field.current?.focus({ preventScroll: true });
  }, [takesFocus, at]);
  useEffect(() => {
    const shown = field.current;
    if (!shown || isEditing) return;
    shown.value = '';
    shown.style.height = '';
  }, [isEditing, at]);
  if (isChoosing) return <ChoiceEditor {...props} onDone={() => requestAnimationFrame(() => field.current?.focus())} />;
  return (
    <textarea
      ref={field}
      className="cell-editor"
      data-open={isEditing || undefined}
      style={style}
      aria-label={label}
      rows={1}
      maxLength={maxCellLength}
      spellCheck={false}
      onFocus={() => onFocusChange(true)}
      onBlur={() => {
        onFocusChange(false);
        grid.commit();
      }}
      onDoubleClick={(event) => open(event.currentTarget)}
      onPointerDown={change}
      onInput={(event) => {
        type(event.currentTarget.value);
        fit(event.currentTarget);
      }}
      onCompositionStart={(event) => type(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      {...clipboardHandlers(grid, onPaste)}
    />
  );
}

/** What opens the cell, and what keys do there. */
function useCellKeys(props: CellEditorProps) {
  const { grid, value } = props;
  const { isEditing, at } = grid;
  const mode = useRef<Exclude<CellMode, 'closed'>>('changing');
  const open = (shown: HTMLTextAreaElement) => {
    mode.current = 'changing';
    if (isEditing) return;
    shown.value = value;
    grid.edit(value);
    fit(shown);
  };
  const type = (text: string) => {
    if (!isEditing) mode.current = 'typing';
    grid.edit(text);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event)) return;
    const { key, shiftKey, altKey } = event;
    const pressed = { key, shiftKey, altKey, isCommand: event.ctrlKey || event.metaKey };
    const state = { at, size: props.size, mode: isEditing ? mode.current : 'closed', isFilled: grid.isFilled } as const;
    const action = gridAction(pressed, state);
    if (!action) return;
    event.preventDefault();
    const field = event.currentTarget;
    carryOut(action, props, { open: () => open(field), field });
  };
  return { open, type, change: () => void (mode.current = 'changing'), onKeyDown };
}

/** Whole blocks of cells, as long as no cell is open. */
function clipboardHandlers(grid: Grid, onPaste: (text: string) => void) {
  const unlessEditing = (handle: (data: DataTransfer) => void) => (event: ClipboardEvent) => {
    if (grid.isEditing) return;
    event.preventDefault();
    handle(event.clipboardData);
  };
  return {
    onPaste: unlessEditing((data) => {
      const text = data.getData('text/plain');
      if (text !== '') onPaste(text); // an image is no text that could stand in a cell
    }),
    onCopy: unlessEditing((data) => data.setData('text/plain', grid.copied())),
    onCut: unlessEditing((data) => {
      data.setData('text/plain', grid.copied());
      grid.clear();
    }),
  };
}

interface Field {
  readonly open: () => void;
  readonly field: HTMLTextAreaElement;
}

function carryOut(action: GridAction, { grid, onUndo, onRedo, onLeave, onShowText }: CellEditorProps, { open, field }: Field): void {
  const acts: Readonly<Record<Exclude<GridAction['type'], 'move' | 'commit'>, () => void>> = {
    edit: open,
    cancel: grid.cancel,
    clear: grid.clear,
    'fill-down': grid.fillDown,
    undo: onUndo,
    redo: onRedo,
    'select-all': grid.selectAll,
    leave: onLeave,
    'show-text': onShowText,
    'new-line': () => {
      field.setRangeText('\n', field.selectionStart, field.selectionEnd, 'end');
      grid.edit(field.value);
      fit(field);
    },
  };
  if (action.type === 'move') grid.moveTo(action.to, action.extends);
  else if (action.type === 'commit') grid.moveTo(action.to);
  else acts[action.type]();
}

/** A field of a form whose answers are given. */
function ChoiceEditor({ grid, column, value, label, style, onDone }: CellEditorProps & { readonly onDone: () => void }) {
  const field = useRef<HTMLSelectElement>(null);
  useEffect(() => field.current?.focus(), []);
  const finish = (keeps: boolean) => {
    if (keeps) grid.commit();
    else grid.cancel();
    onDone();
  };
  return (
    <select
      ref={field}
      className="cell-editor"
      data-open
      style={style}
      aria-label={label}
      defaultValue={value}
      onChange={(event) => grid.edit(event.target.value)}
      onBlur={() => grid.commit()}
      onKeyDown={(event) => {
        if (isComposing(event) || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        event.preventDefault();
        finish(event.key === 'Enter');
      }}
    >
      <option value="">–</option>
      {column.choices.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </select>
  );
}

/** As high as what is typed. */
function fit(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}

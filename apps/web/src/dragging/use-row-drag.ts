import { useEffect, useEffectEvent, useState, type DragEvent, type RefObject } from 'react';
import { holdAndDrag } from './hold-and-drag.ts';
import './dragging.css';

interface RowDragOptions {
  /** Rows of one kind are dropped on each other. */
  readonly kind: 'section' | 'job';
  readonly id: string;
  readonly isPossible?: boolean;
  readonly onDrop: (draggedId: string, targetId: string) => void;
}

const none = {};

/** Makes a row something that is dragged onto another one: with a mouse, and with a finger that has rested on it. */
export function useRowDrag(row: RefObject<HTMLElement | null>, { kind, id, isPossible = true, onDrop }: RowDragOptions) {
  const [isTarget, setIsTarget] = useState(false);
  const drop = useEffectEvent((target: HTMLElement) => onDrop(id, target.dataset['rowId'] ?? ''));
  useEffect(
    () => (isPossible && row.current ? holdAndDrag(row.current, { kind, onDrop: (target) => drop(target) }) : undefined),
    [row, kind, isPossible],
  );
  if (!isPossible) return none;
  const dragType = `application/x-maobi-${kind}`;
  const accept = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(dragType)) return;
    event.preventDefault();
    setIsTarget(true);
  };
  return {
    draggable: true,
    'data-row-kind': kind,
    'data-row-id': id,
    'data-target': isTarget || undefined,
    onDragStart: ({ dataTransfer }: DragEvent) => {
      dataTransfer.setData(dragType, id);
      dataTransfer.effectAllowed = 'move';
    },
    onDragEnter: accept,
    onDragOver: accept,
    onDragLeave: () => setIsTarget(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setIsTarget(false);
      const dragged = event.dataTransfer.getData(dragType);
      if (dragged !== '' && dragged !== id) onDrop(dragged, id);
    },
  };
}

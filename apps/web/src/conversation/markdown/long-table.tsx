import { parseMarkdown } from '@maobi/markdown-tree';
import { memo, useDeferredValue, type ReactNode } from 'react';
import { renderTableRows } from './render-tree.tsx';
import { ScrollBox } from './scroll-box.tsx';
import type { TableParts } from './table-parts.ts';

interface LongTableProps {
  readonly table: TableParts;
  /** Behind the last word while it is still being written. */
  readonly caret: ReactNode;
}

/** A table of many rows, drawn part by part: while it is written only its last part is read and drawn anew. */
export function LongTable({ table: { head, parts }, caret }: LongTableProps) {
  const hasBegun = useDeferredValue(true, false);
  const drawn = hasBegun ? parts : parts.slice(0, 1);
  return (
    <ScrollBox>
      <table>
        <thead>
          <Rows source={head} part="head" caret={null} />
        </thead>
        {drawn.map((part, index) => (
          <tbody key={index}>
            <Rows source={`${head}\n${part}`} part="body" caret={index === parts.length - 1 ? caret : null} />
          </tbody>
        ))}
      </table>
    </ScrollBox>
  );
}

interface RowsProps {
  readonly source: string;
  readonly part: 'head' | 'body';
  readonly caret: ReactNode;
}

const Rows = memo(function Rows({ source, part, caret }: RowsProps) {
  const [table] = parseMarkdown(source).children;
  return table?.type === 'table' ? renderTableRows(table, { source, part, caret }) : null;
});

import { imageAt } from '@maobi/contract';
import { partAtAddresses } from '@maobi/markdown-tree';
import type { Heading, Nodes, Parents, PhrasingContent, RootContent } from 'mdast';
import { Fragment, type ReactNode } from 'react';
import { CodeBlock } from './code-block.tsx';
import { Formula } from './formula.tsx';
import { headingLevels, type HeadingPath } from './heading-levels.ts';
import { KeptImage } from './kept-image.tsx';
import { BlockedImage, SafeAnchor } from './safe-anchor.tsx';
import { TaskBox } from './task-box.tsx';
import { ScrollBox } from './scroll-box.tsx';

/** What drawing a node needs besides the node. */
interface Drawing {
  readonly source: string;
  /** Where the source begins in the whole text. */
  readonly start: number;
  /** Link definitions by identifier. */
  readonly definitions: ReadonlyMap<string, string>;
  readonly levels: ReadonlyMap<Heading, number>;
  readonly isInLink: boolean;
  /** Drawn behind the last word; only nodes on the way to it get one. */
  readonly caret: ReactNode;
}

type Draw<T extends Nodes['type']> = (node: Extract<Nodes, { type: T }>, drawing: Drawing) => ReactNode;
type Drawers = { [T in Nodes['type']]?: Draw<T> };

interface Block extends Pick<Drawing, 'source' | 'start'> {
  readonly caret: ReactNode;
  /** The headings that it stands under. */
  readonly path: HeadingPath;
}

/** The blocks of a Markdown tree as React elements: only elements named here can come out of a text. */
export function renderTree(children: readonly RootContent[], { source, start, caret, path }: Block): ReactNode {
  const definitions = new Map<string, string>();
  for (const node of children) if (node.type === 'definition') definitions.set(node.identifier, node.url);
  const { levels } = headingLevels(children, path);
  return drawChildren(children, { source, start, definitions, levels, isInLink: false, caret });
}

function drawChildren(nodes: readonly Nodes[], drawing: Drawing): ReactNode {
  const last = nodes.length - 1;
  return nodes.map((node, index) => <Fragment key={index}>{draw(node, index === last ? drawing : { ...drawing, caret: null })}</Fragment>);
}

function draw(node: Nodes, drawing: Drawing): ReactNode {
  const drawer = drawers[node.type] as ((node: Nodes, drawing: Drawing) => ReactNode) | undefined;
  return drawer ? drawer(node, drawing) : null;
}

/** Children of a node that holds words, with the caret behind the last word. */
function words(node: Parents, drawing: Drawing): ReactNode {
  return (
    <>
      {drawChildren(node.children, { ...drawing, caret: null })}
      {drawing.caret}
    </>
  );
}

const drawers: Drawers = {
  paragraph: (node, drawing) => {
    const formula = loneFormula(node.children, drawing);
    return formula === null ? (
      <p className={drawing.caret ? 'live' : undefined}>{words(node, drawing)}</p>
    ) : (
      <Formula tex={formula} isDisplay />
    );
  },
  heading: (node, drawing) => {
    const Level = `h${drawing.levels.get(node) ?? 6}` as 'h3' | 'h4' | 'h5' | 'h6';
    return <Level className={`h-${node.depth}`}>{words(node, drawing)}</Level>;
  },
  blockquote: (node, drawing) => <blockquote>{drawChildren(node.children, drawing)}</blockquote>,
  thematicBreak: () => <hr />,
  list: (node, drawing) => {
    const className = node.spread || node.children.some((item) => item.spread) ? 'loose' : 'tight';
    const items = drawChildren(node.children, drawing);
    return node.ordered ? (
      <ol className={className} start={node.start ?? 1}>
        {items}
      </ol>
    ) : (
      <ul className={className}>{items}</ul>
    );
  },
  listItem: (node, drawing) => (
    <li className={typeof node.checked === 'boolean' ? 'task' : undefined}>
      {typeof node.checked === 'boolean' && <TaskBox isDone={node.checked} place={drawing.start + (node.position?.start.offset ?? 0)} />}
      {node.children.length === 0 ? drawing.caret : drawChildren(node.children, drawing)}
    </li>
  ),
  code: (node, { source, caret }) => (
    <CodeBlock code={node.value} language={node.lang ?? ''} isClosed={isFenceClosed(slice(node, source))} caret={caret} />
  ),
  math: (node, { source }) => {
    const isClosed = /(?:\$\$|\\\])\s*$/.test(slice(node, source).slice(2));
    return isClosed ? <Formula tex={node.value} isDisplay /> : <pre className="formula-open">{node.value}</pre>;
  },
  table: (node, drawing) => (
    <ScrollBox>
      <table>
        <thead>{drawRow(node.children[0], 'th', node.align ?? [], node.children.length > 1 ? { ...drawing, caret: null } : drawing)}</thead>
        <tbody>
          {node.children.slice(1).map((row, index, rows) => (
            <Fragment key={index}>
              {drawRow(row, 'td', node.align ?? [], index === rows.length - 1 ? drawing : { ...drawing, caret: null })}
            </Fragment>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  ),
  footnoteDefinition: (node, drawing) => (
    <div className="footnote">
      <sup>{node.label ?? node.identifier}</sup>
      <div>{drawChildren(node.children, drawing)}</div>
    </div>
  ),
  text: (node, { isInLink }) => linesOf(node.value, isInLink),
  strong: (node, drawing) => <strong>{words(node, drawing)}</strong>,
  emphasis: (node, drawing) => <em>{words(node, drawing)}</em>,
  delete: (node, drawing) => <del>{words(node, drawing)}</del>,
  inlineCode: (node) => <code className="inline-code">{node.value}</code>,
  inlineMath: (node) => <Formula tex={node.value} isDisplay={false} />,
  break: () => <br />,
  link: (node, drawing) => <SafeAnchor url={node.url}>{linkWords(node, drawing)}</SafeAnchor>,
  linkReference: (node, drawing) => (
    <SafeAnchor url={drawing.definitions.get(node.identifier) ?? ''}>{linkWords(node, drawing)}</SafeAnchor>
  ),
  image: (node) => drawImage(node.url, node.alt),
  imageReference: (node, { definitions }) => drawImage(definitions.get(node.identifier) ?? '', node.alt),
  footnoteReference: (node) => <sup>{node.label ?? node.identifier}</sup>,
};

function drawImage(url: string, description: string | null | undefined): ReactNode {
  const image = imageAt(url);
  return image ? <KeptImage image={image} description={description ?? ''} /> : <BlockedImage url={url} description={description ?? ''} />;
}

const noHeadings: ReadonlyMap<Heading, number> = new Map();

type Table = Extract<Nodes, { type: 'table' }>;

interface RowsDrawing {
  readonly source: string;
  readonly part: 'head' | 'body';
  readonly caret: ReactNode;
}

/** The rows of a table that is drawn part by part. */
export function renderTableRows({ children, align }: Table, { source, part, caret }: RowsDrawing): ReactNode {
  const drawing = { source, start: 0, definitions: new Map<string, string>(), levels: noHeadings, isInLink: false, caret };
  const rows = part === 'head' ? children.slice(0, 1) : children.slice(1);
  return rows.map((row, index) => (
    <Fragment key={index}>
      {drawRow(row, part === 'head' ? 'th' : 'td', align ?? [], index === rows.length - 1 ? drawing : { ...drawing, caret: null })}
    </Fragment>
  ));
}

type Row = Extract<Nodes, { type: 'tableRow' }>;

function drawRow(row: Row | undefined, Cell: 'th' | 'td', align: readonly (string | null)[], drawing: Drawing): ReactNode {
  const cells = row?.children ?? [];
  return (
    <tr>
      {cells.map((cell, index) => (
        <Cell key={index} className={align[index] ? `to-${align[index]}` : undefined}>
          {words(cell, index === cells.length - 1 ? drawing : { ...drawing, caret: null })}
        </Cell>
      ))}
    </tr>
  );
}

function slice(node: Nodes, source: string): string {
  return source.slice(node.position?.start.offset, node.position?.end.offset);
}

/** A paragraph that is nothing but `$$…$$` or `\[…\]` is a display formula. */
function loneFormula(children: readonly PhrasingContent[], { source }: Drawing): string | null {
  const only = children.length === 1 ? children[0] : undefined;
  if (only?.type !== 'inlineMath') return null;
  return /^(?:\$\$|\\\[)/.test(slice(only, source)) ? only.value : null;
}

function isFenceClosed(fenced: string): boolean {
  return /\n[ \t>]*(?:`{3,}|~{3,})[ \t]*$/.test(fenced);
}

/** A line break in prose is meant: verses, addresses and lists without marks keep their lines. */
function linesOf(text: string, isInLink: boolean): ReactNode {
  const words = (line: string) => (isInLink ? line : withAddresses(line));
  if (!text.includes('\n')) return words(text);
  return text.split('\n').map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <br />}
      {words(line)}
    </Fragment>
  ));
}

function withAddresses(line: string): ReactNode {
  const parts = partAtAddresses(line);
  if (parts.every(({ isAddress }) => !isAddress)) return line;
  return parts.map(({ text, isAddress }, index) => (
    <Fragment key={index}>{isAddress ? <SafeAnchor url={text}>{text}</SafeAnchor> : text}</Fragment>
  ));
}

/** The words of a link: no link inside it, and plain text as such, so that an address shown as itself is not named twice. */
function linkWords(node: Extract<Nodes, { type: 'link' | 'linkReference' }>, drawing: Drawing): ReactNode {
  const only = node.children.length === 1 ? node.children[0] : undefined;
  if (only?.type === 'text' && !drawing.caret) return only.value;
  return words(node, { ...drawing, isInLink: true });
}

import { parseMarkdown } from '@maobi/markdown-tree';
import { memo, useMemo, useState, type ReactNode } from 'react';
import './markdown.css';
import { LongTable } from './long-table.tsx';
import { LongText } from './long-text.tsx';
import { pathBehind, type HeadingPath } from './heading-levels.ts';
import { renderTree } from './render-tree.tsx';
import { repairTail } from './repair-tail.ts';
import { definesReferences, emptySplit, splitFinished, splitFurther, type FrozenBlock, type SplitText } from './split-blocks.ts';
import { tableParts } from './table-parts.ts';
import { longestWhole, textPieces, type TextPiece } from './text-pieces.ts';

interface MarkdownTextProps {
  readonly text: string;
  /** It is still being written: only its last block is drawn anew when it grows. */
  readonly isLive: boolean;
}

/** Model-written Markdown. One that is long and finished is drawn where it is looked at. */
export function MarkdownText({ text, isLive }: MarkdownTextProps) {
  // what is named in one piece may be used in another
  const isWhole = isLive || text.length <= longestWhole || definesReferences(text);
  const pieces = useMemo(() => (isWhole ? [] : textPieces(text)), [isWhole, text]);
  return pieces.length > 1 ? <LongText pieces={pieces} draw={drawPiece} /> : <WholeText text={text} start={0} path={top} isLive={isLive} />;
}

const top: HeadingPath = [];
const drawPiece = ({ source, start, path }: TextPiece): ReactNode => <WholeText text={source} start={start} path={path} isLive={false} />;

interface WholeTextProps extends MarkdownTextProps {
  /** Where it begins in the text that it is a piece of. */
  readonly start: number;
  /** The headings there that it stands under. */
  readonly path: HeadingPath;
}

/** A block that is finished is drawn once and keeps its elements. */
function WholeText({ text, start: textStart, path, isLive }: WholeTextProps) {
  const [splitter] = useState(() => new AnswerSplitter());
  const split = splitter.split(text, isLive);
  const last = split.frozen.at(-1);
  const tailStart = last ? last.start + last.source.length : 0;
  const paths = pathsOf(split.frozen, path);
  const blocks = split.frozen.map(({ start, source }, index) => (
    <Block key={start} start={textStart + start} source={source} path={paths[index]} isLive={false} />
  ));
  // in the same list under its own place in the text, so that it keeps its elements when it is frozen
  if (isLive)
    blocks.push(<Block key={tailStart} start={textStart + tailStart} source={repairTail(split.tail)} path={paths.at(-1)} isLive />);
  return blocks;
}

/** Splits the texts of one answer one after the other, going on from the last when it has only grown. */
class AnswerSplitter {
  #split: SplitText = emptySplit;
  #text = '';
  #isLive = true;

  split(text: string, isLive: boolean): SplitText {
    if (text === this.#text && isLive === this.#isLive) return this.#split;
    this.#split = isLive || this.#text !== '' || holdsTable(text) ? this.#cut(text, isLive) : wholeAsBlock(text);
    this.#text = text;
    this.#isLive = isLive;
    return this.#split;
  }

  #cut(text: string, isLive: boolean): SplitText {
    if (!isLive) return splitFinished(text);
    const isGrown = this.#isLive && text.startsWith(this.#text);
    return splitFurther(isGrown ? this.#split : emptySplit, text);
  }
}

/** A text that is finished when it is first shown: to be cut it would have to be read twice, and nothing of it has elements to keep. */
function wholeAsBlock(source: string): SplitText {
  return { frozen: [{ start: 0, source }], tail: '' };
}

/** A table between bars is a block of its own, which is drawn part by part where it is long. */
function holdsTable(text: string): boolean {
  return /^ {0,3}\|/mu.test(text);
}

const brush: ReactNode = <span className="brush" aria-hidden="true" />;

const known = new WeakMap<FrozenBlock, { readonly before: HeadingPath; readonly behind: HeadingPath }>();

/** The headings that each block stands under, and what follows the last. A block that stays keeps the same object. */
function pathsOf(blocks: readonly FrozenBlock[], above: HeadingPath): HeadingPath[] {
  const paths = [above];
  for (const block of blocks) {
    const before = paths.at(-1) ?? above;
    const standing = known.get(block);
    const behind = standing?.before === before ? standing.behind : pathBehind(block.source, before);
    known.set(block, { before, behind });
    paths.push(behind);
  }
  return paths;
}

interface BlockProps {
  /** Where it begins in the whole text. */
  readonly start: number;
  readonly source: string;
  readonly path: HeadingPath | undefined;
  readonly isLive: boolean;
}

const Block = memo(function Block({ start, source, path = top, isLive }: BlockProps) {
  const table = tableParts(source);
  if (table) return <LongTable table={table} caret={isLive ? brush : null} />;
  const tree = parseMarkdown(source, { isOpenEnded: isLive, isWithin: start > 0 });
  if (tree.children.length === 0) return isLive ? <p>{brush}</p> : null;
  return renderTree(tree.children, { source, start, path, caret: isLive ? brush : null });
});

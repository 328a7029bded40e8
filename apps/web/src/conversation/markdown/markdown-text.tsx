import { memo, useRef, type ReactNode } from 'react';
import './markdown.css';
import { parseMarkdown } from './parse-markdown.ts';
import { renderTree } from './render-tree.tsx';
import { repairTail } from './repair-tail.ts';
import { emptySplit, splitFinished, splitFurther, type SplitText } from './split-blocks.ts';

interface MarkdownTextProps {
  readonly text: string;
  /** It is still being written: only its last block is drawn anew when it grows. */
  readonly isLive: boolean;
}

/** Model-written Markdown. A block that is finished is drawn once and keeps its elements. */
export function MarkdownText({ text, isLive }: MarkdownTextProps) {
  const split = useSplit(text, isLive);
  const last = split.frozen.at(-1);
  const tailStart = last ? last.start + last.source.length : 0;
  return (
    <>
      {split.frozen.map(({ start, source }) => (
        <Block key={start} source={source} isLive={false} />
      ))}
      {isLive && <Block key={tailStart} source={repairTail(split.tail)} isLive />}
    </>
  );
}

function useSplit(text: string, isLive: boolean): SplitText {
  const known = useRef<{ split: SplitText; text: string; isLive: boolean }>({ split: emptySplit, text: '', isLive: true });
  const { current } = known;
  if (current.text === text && current.isLive === isLive) return current.split;
  const isGrown = current.isLive && text.startsWith(current.text);
  const split = isLive ? splitFurther(isGrown ? current.split : emptySplit, text) : splitFinished(text);
  known.current = { split, text, isLive };
  return split;
}

const brush: ReactNode = <span className="brush" aria-hidden="true" />;

const Block = memo(function Block({ source, isLive }: { readonly source: string; readonly isLive: boolean }) {
  const tree = parseMarkdown(source, { isOpenEnded: isLive });
  if (tree.children.length === 0) return isLive ? <p>{brush}</p> : null;
  return renderTree(tree.children, source, isLive ? brush : null);
});

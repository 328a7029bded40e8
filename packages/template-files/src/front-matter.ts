import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type YAMLError } from 'yaml';
import type { Finding } from './finding.ts';

const fence = '---';
const linesBefore = 1;

/** A file taken apart: what its front matter says, and the lines behind it. */
export interface SplitFile {
  /** `undefined`: it cannot be read. */
  readonly data: unknown;
  /** What is wrong where it cannot be read. */
  readonly broken: Finding | null;
  /** The line on which this key, or item of a list, stands; where it is missing, that of what it is missing in. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
  readonly body: readonly string[];
  /** Line of the file on which the body begins, counted from 1. */
  readonly bodyLine: number;
}

/** Reads the YAML between the first two lines of three hyphens. Returns what is wrong where there are no such lines. */
export function splitFile(text: string): SplitFile | Finding[] {
  const lines = text.split('\n');
  if (lines[0]?.trimEnd() !== fence) {
    const hint = 'Begin the file with a line of three hyphens, the keys, and another line of three hyphens.';
    return [{ line: 1, message: 'The file does not begin with front matter.', hint }];
  }
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === fence);
  if (end < 0) {
    const hint = 'Write a line of three hyphens behind the last key.';
    return [{ line: 1, message: 'The front matter does not end.', hint }];
  }
  const front = readYaml(lines.slice(linesBefore, end).join('\n'));
  return { ...front, body: lines.slice(end + 1), bodyLine: end + 2 };
}

function readYaml(source: string): Pick<SplitFile, 'data' | 'broken' | 'lineOf'> {
  const counter = new LineCounter();
  const lineAt = (offset: number): number => Math.max(1, counter.linePos(offset).line) + linesBefore;
  try {
    const document = parseDocument(source, { lineCounter: counter, prettyErrors: false, stringKeys: true, resolveKnownTags: false });
    const [error] = document.errors; // what follows the first is mostly its consequence
    if (error) return unreadable(error.message, lineAt(placeOf(error, document)));
    return { data: document.toJS(), broken: null, lineOf: (path) => lineOf(document, path, lineAt) };
  } catch (caught) {
    return unreadable(caught instanceof Error ? caught.message : String(caught), 1);
  }
}

/** Of something that does not end, where it begins: it is noticed far below. */
function placeOf({ code, pos }: YAMLError, document: Document.Parsed): number {
  let place = pos[0];
  if (code !== 'MISSING_CHAR') return place;
  visit(document, {
    Node: (_key, { range }) => {
      if (range && range[0] <= pos[0] && pos[0] <= range[1]) place = range[0];
    },
  });
  return place;
}

function unreadable(reason: string, line: number): Pick<SplitFile, 'data' | 'broken' | 'lineOf'> {
  const broken = {
    line,
    message: `The front matter is no valid YAML: ${reason.replace(/\.$/u, '')}.`,
    hint: 'Close quotes and brackets, put a text that has ": " or " #" in it between quotes, and indent with spaces.',
  };
  return { data: undefined, broken, lineOf: () => 1 };
}

function lineOf(document: Document.Parsed, path: readonly PropertyKey[], lineAt: (offset: number) => number): number {
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
      if (!pair || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0];
      node = pair.value;
    } else if (isSeq(node) && typeof part === 'number') {
      const item = node.items[part];
      if (!isNode(item)) break;
      offset = item.range?.[0];
      node = item;
    } else break;
  }
  return offset === undefined ? 1 : lineAt(offset);
}

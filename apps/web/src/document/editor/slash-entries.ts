import { countText, type PolishKind } from '@maobi/contract';
import type { Node } from 'prosemirror-model';
import type { Command } from 'prosemirror-state';
import { matchesWords } from '../../palette/matches-words.ts';
import { insertCode, insertFormula, insertRule, insertTable, insertTask } from './insert-block.ts';
import { editorMessages } from './messages.ts';
import { schema } from './schema.ts';
import { commands } from './writing-keys.ts';

type BlockName = keyof typeof editorMessages.zh.slash.blocks;
type ModelName = keyof typeof editorMessages.zh.slash.model;

/** How a block comes in; `null`: a file has to be chosen first. */
const blocks: Readonly<Record<BlockName, Command | null>> = {
  heading: commands.heading,
  bulletList: commands.bulletList,
  orderedList: commands.orderedList,
  task: insertTask,
  quote: commands.quote,
  table: insertTable(3, 3),
  code: insertCode,
  formula: insertFormula,
  footnote: commands.footnote,
  image: null,
  rule: insertRule,
};

/** What a block is also called by those who type it in letters. */
const spellings: Readonly<Record<BlockName, string>> = {
  heading: 'xiaobiaoti xbt biaoti bt h title',
  bulletList: 'liebiao lb ul bullet',
  orderedList: 'bianhao bh ol number',
  task: 'renwu rw todo checkbox',
  quote: 'yinyong yy blockquote',
  table: 'biaoge bg',
  code: 'daima dm',
  formula: 'gongshi gs math',
  footnote: 'jiaozhu jz note',
  image: 'tupian tp picture photo',
  rule: 'fengexian fgx hr line',
};

const modelSpellings: Readonly<Record<ModelName, string>> = {
  continue: 'xuxie xx',
  improve: 'runse rs',
  expand: 'kuoxie kx',
  shorten: 'suoxie sx',
};

/** One line of the menu. */
export type SlashEntry =
  | { readonly kind: 'block'; readonly name: BlockName; readonly insert: Command | null }
  | { readonly kind: 'model'; readonly name: ModelName; readonly from: number; readonly to: number; readonly count: number };

/** The lines whose names contain what was typed, in either language; first those that begin with it. */
export function slashEntries(words: string, above: readonly SlashEntry[]): SlashEntry[] {
  const all: SlashEntry[] = [
    ...Object.entries(blocks).map(([name, insert]) => ({ kind: 'block', name: name as BlockName, insert }) as const),
    ...above,
  ];
  const found = all.filter((entry) => matchesWords(words, namesOf(entry)));
  const isBeginning = (entry: SlashEntry) => namesOf(entry).some((name) => name.toLowerCase().startsWith(words.toLowerCase()));
  return words === '' ? found : [...found.filter(isBeginning), ...found.filter((entry) => !isBeginning(entry))];
}

function namesOf(entry: SlashEntry): string[] {
  const { zh, en } = editorMessages;
  return entry.kind === 'block'
    ? [zh.slash.blocks[entry.name], en.slash.blocks[entry.name], spellings[entry.name]]
    : [zh.slash.model[entry.name], en.slash.model[entry.name], modelSpellings[entry.name]];
}

/** So many letters before the place are read to go on from; the block before it in any case. */
const mostContext = 800;

/** What the model can do with what stands above a place: nothing where nothing does. Whole blocks of the document. */
export function modelEntries(doc: Node, place: number): SlashEntry[] {
  const end = doc.resolve(place).index(0);
  const last = lastWithWords(doc, end);
  if (last === null) return [];
  const entry = (name: PolishKind & ModelName, first: number, behind: number): SlashEntry => {
    const [from, to] = [startOf(doc, first), startOf(doc, behind)];
    return { kind: 'model', name, from, to, count: countText(doc.textBetween(from, to, '\n', ' ')) };
  };
  const { type, attrs } = doc.child(last);
  const isProse = type === schema.nodes.paragraph || type === schema.nodes.quote || 'marker' in attrs;
  return [entry('continue', contextStart(doc, last), end), ...(isProse ? ownKinds.map((name) => entry(name, last, last + 1)) : [])];
}

const ownKinds = ['improve', 'expand', 'shorten'] as const;

/** An image or an empty line may stand in between. */
function lastWithWords(doc: Node, end: number): number | null {
  for (let index = end - 1; index >= 0; index -= 1) if (countText(doc.child(index).textContent) > 0) return index;
  return null;
}

function contextStart(doc: Node, last: number): number {
  let [first, letters] = [last, doc.child(last).textContent.length];
  while (first > 0 && letters + doc.child(first - 1).textContent.length <= mostContext) {
    first -= 1;
    letters += doc.child(first).textContent.length;
  }
  return first;
}

function startOf(doc: Node, index: number): number {
  return doc.children.slice(0, index).reduce((sum, { nodeSize }) => sum + nodeSize, 0);
}

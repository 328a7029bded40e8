import type { ConversationDetail, Message, StartedAnswer } from '@maobi/contract';

/** Messages under the same parent, in the order they were made. */
export interface Branches {
  readonly ids: readonly string[];
  /** Which of them is shown. */
  readonly index: number;
}

/** A question with the answer that is shown for it. */
export interface Turn {
  /** `null` only for an answer that stands without a question. */
  readonly question: Message | null;
  readonly answer: Message | null;
  readonly questionBranches: Branches;
  readonly answerBranches: Branches;
}

const rootKey = '';
const noBranches: Branches = { ids: [], index: 0 };

/** The messages of a conversation by parent, without those hidden and everything under them. */
export class MessageTree {
  readonly #byId = new Map<string, Message>();
  readonly #children = new Map<string, Message[]>();

  /** @param messages oldest first, as the studio sends them */
  constructor(messages: readonly Message[], hidden: ReadonlySet<string> = new Set()) {
    for (const message of messages) {
      const isOrphan = message.parentId !== null && !this.#byId.has(message.parentId);
      if (hidden.has(message.id) || isOrphan) continue;
      this.#byId.set(message.id, message);
      const siblings = this.#children.get(message.parentId ?? rootKey);
      if (siblings) siblings.push(message);
      else this.#children.set(message.parentId ?? rootKey, [message]);
    }
  }

  get size(): number {
    return this.#byId.size;
  }

  /** The leaf to show: the one asked for, else the newest one near it. */
  shownLeaf(activeLeafId: string | null): string | null {
    if (activeLeafId !== null && this.#byId.has(activeLeafId)) return activeLeafId;
    return this.newestLeaf(null);
  }

  /** The end of the newest branch under a message, or of the whole tree. */
  newestLeaf(id: string | null): string | null {
    let leaf = id;
    for (;;) {
      const newest = this.#children.get(leaf ?? rootKey)?.at(-1);
      if (!newest) return leaf;
      leaf = newest.id;
    }
  }

  branchesOf(message: Message): Branches {
    const ids = (this.#children.get(message.parentId ?? rootKey) ?? []).map(({ id }) => id);
    return { ids, index: ids.indexOf(message.id) };
  }

  /** From the first message to the leaf. */
  pathTo(leafId: string | null): Message[] {
    const path: Message[] = [];
    let current = leafId === null ? undefined : this.#byId.get(leafId);
    while (current) {
      path.push(current);
      current = current.parentId === null ? undefined : this.#byId.get(current.parentId);
    }
    return path.reverse();
  }

  /** What to show when a message goes away: the branch beside it, else what it hung on. */
  leafWithout(message: Message): string | null {
    const { ids, index } = this.branchesOf(message);
    const neighbour = ids[index - 1] ?? ids[index + 1];
    return neighbour === undefined ? message.parentId : this.newestLeaf(neighbour);
  }
}

/** The path to a leaf as questions with their answers. Only the parts that changed are new objects. */
export function turnsOf(tree: MessageTree, leafId: string | null): Turn[] {
  const turns: Turn[] = [];
  for (const message of tree.pathTo(leafId)) {
    if (message.role === 'system') continue;
    const branches = tree.branchesOf(message);
    const last = turns.at(-1);
    if (message.role === 'user') {
      turns.push({ question: message, answer: null, questionBranches: branches, answerBranches: noBranches });
    } else if (last && last.answer === null) {
      turns[turns.length - 1] = { ...last, answer: message, answerBranches: branches };
    } else {
      turns.push({ question: null, answer: message, questionBranches: noBranches, answerBranches: branches });
    }
  }
  return turns;
}

/** The conversation after an answer has been started: its messages are there and shown. */
export function withStartedAnswer(detail: ConversationDetail, { user, answer }: StartedAnswer): ConversationDetail {
  const added = [user, answer].filter((message): message is Message => message !== null);
  return { ...detail, messages: added.reduce(withMessage, detail.messages), activeLeafId: answer.id };
}

/** The messages with one of them added or replaced. */
export function withMessage(messages: Message[], message: Message): Message[] {
  return messages.some(({ id }) => id === message.id)
    ? messages.map((known) => (known.id === message.id ? message : known))
    : [...messages, message];
}

import type { FootnoteDefinition, Nodes } from 'mdast';

interface Note {
  readonly number: number;
  readonly definition: FootnoteDefinition;
  /** Of the section that it is in. */
  readonly section: number;
}

/** The notes of a document, numbered through in the order in which they are referred to. Each section has labels of its own. */
export class Footnotes {
  readonly #definitions = new Map<string, { readonly definition: FootnoteDefinition; readonly section: number }>();
  readonly #notes = new Map<string, Note>();

  constructor(sections: readonly { readonly children: readonly Nodes[] }[]) {
    for (const [section, { children }] of sections.entries()) {
      for (const definition of definitionsIn(children)) {
        const key = keyOf(section, definition.identifier);
        if (!this.#definitions.has(key)) this.#definitions.set(key, { definition, section });
      }
    }
  }

  /** The number of a note, and whether it is referred to for the first time; `null`: nothing is noted under this label. */
  refer(section: number, identifier: string): { readonly number: number; readonly isFirst: boolean } | null {
    const key = keyOf(section, identifier);
    const known = this.#notes.get(key);
    if (known) return { number: known.number, isFirst: false };
    const found = this.#definitions.get(key);
    if (!found) return null;
    const number = this.#notes.size + 1;
    this.#notes.set(key, { ...found, number });
    return { number, isFirst: true };
  }

  /** One after the other: a note may refer to others, which come behind it. Last come those that nothing refers to, so that no words are lost. */
  *all(): Generator<Note> {
    yield* this.#notes.values();
    for (const [key, found] of this.#definitions) {
      if (this.#notes.has(key)) continue;
      const note = { ...found, number: this.#notes.size + 1 };
      this.#notes.set(key, note);
      yield note;
    }
  }
}

function keyOf(section: number, identifier: string): string {
  return `${section} ${identifier}`;
}

function definitionsIn(nodes: readonly Nodes[]): FootnoteDefinition[] {
  return nodes.flatMap((node) => {
    if (node.type === 'footnoteDefinition') return [node, ...definitionsIn(node.children)];
    return 'children' in node ? definitionsIn(node.children) : [];
  });
}

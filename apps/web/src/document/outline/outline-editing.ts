import type { OutlineRow, Section } from '@maobi/contract';
import { isConflict, type DocumentActions } from '../document-actions.ts';
import type { OutlineEdit } from './outline-edits.ts';

export interface OutlineEditingReports {
  /** The outline was changed elsewhere; the writer's edits were put on top of it. */
  readonly onMerged: () => void;
  /** Nothing was saved; the edits still show and are kept for another attempt. */
  readonly onFailed: (error: unknown) => void;
}

const mostConflicts = 5;
const noEdits: readonly OutlineEdit[] = [];

/**
 * Edits of an outline that the studio does not have yet. They show at once, lie on top of whatever the outline becomes, and are
 * saved one batch after the other, so that no two of them race.
 */
export class OutlineEditing {
  readonly #actions: DocumentActions;
  readonly #listeners = new Set<() => void>();
  #pending: readonly OutlineEdit[] = noEdits;
  #saving: Promise<void> | null = null;

  constructor(actions: DocumentActions) {
    this.#actions = actions;
  }

  readonly pending = (): readonly OutlineEdit[] => this.#pending;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Shows an edit and saves it. Resolves when everything that was edited so far is saved or has failed. */
  edit(edit: OutlineEdit, reports: OutlineEditingReports): Promise<void> {
    this.#set([...this.#pending, edit]);
    return this.save(reports);
  }

  /** Saves what is left, e.g. after a failure. */
  async save(reports: OutlineEditingReports): Promise<void> {
    if (this.#pending.length > 0) this.#saving ??= this.#saveAll(reports);
    await this.#saving;
  }

  async #saveAll({ onMerged, onFailed }: OutlineEditingReports): Promise<void> {
    try {
      for (let conflicts = 0; this.#pending.length > 0;) {
        if (await this.#saveSome(conflicts === mostConflicts)) continue;
        conflicts += 1;
        onMerged();
      }
      this.#saving = null; // at once: the next edit may come in this very moment
    } catch (error) {
      this.#saving = null;
      onFailed(error);
    }
  }

  /** False: the outline was changed elsewhere; how it stands now is known. */
  async #saveSome(isLastTry: boolean): Promise<boolean> {
    const edits = this.#pending;
    try {
      await this.#actions.replaceOutline(applied(edits, this.#actions.detail?.sections ?? []));
      this.#set(this.#pending.slice(edits.length));
      return true;
    } catch (error) {
      if (isLastTry || !isConflict(error)) throw error;
      await this.#actions.reload();
      return false;
    }
  }

  #set(pending: readonly OutlineEdit[]): void {
    this.#pending = pending.length === 0 ? noEdits : pending;
    for (const listener of this.#listeners) listener();
  }
}

function applied(edits: readonly OutlineEdit[], rows: readonly OutlineRow[]): readonly OutlineRow[] {
  return edits.reduce((standing, edit) => edit(standing), rows);
}

/** The sections as they will be once these edits are saved. */
export function withEdits(edits: readonly OutlineEdit[], sections: readonly Section[], documentId: string): readonly Section[] {
  if (edits.length === 0) return sections;
  const known = new Map(sections.map((section) => [section.id, section]));
  const nothing = { documentId, version: null, suggestion: null, count: 0, state: 'empty' } as const;
  return applied(edits, sections).map((row) => {
    const section = known.get(row.id);
    return section === row ? section : { ...nothing, ...section, ...row };
  });
}

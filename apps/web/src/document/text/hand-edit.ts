import type { Section } from '@maobi/contract';
import { drafts } from '../../conversation/composer/draft-store.ts';
import { newId } from '../../studio/new-id.ts';
import { isConflict, type DocumentActions } from '../document-actions.ts';
import { isBeingWritten } from '../writing-progress.ts';
import { passOver } from './passed-over-versions.ts';

/** How an attempt to save ended. `waits`: a run writes into the section; the text is kept in this browser until it has ended. */
export type SaveOutcome = 'saved' | 'merged' | 'waits';

interface KeptDraft {
  readonly baseId: string | null;
  readonly text: string;
}

const mostConflicts = 3;
const keyOf = (sectionId: string) => `section.${sectionId}`;

/** What was typed into a section and did not reach the studio, e.g. because the page was closed; `null`: nothing. */
export function keptDraft({ id, version }: Section): KeptDraft | null {
  try {
    const kept: unknown = JSON.parse(drafts.read(keyOf(id)) || 'null');
    if (typeof kept !== 'object' || kept === null || !('text' in kept) || typeof kept.text !== 'string') return null;
    const baseId = 'baseId' in kept && typeof kept.baseId === 'string' ? kept.baseId : null;
    return kept.text === version?.text ? null : { baseId, text: kept.text };
  } catch {
    return null;
  }
}

/**
 * A section's text while the writer changes it by hand. Each save is a version of its own, and what was typed since lies in this browser, so
 * that nothing is lost in between. Where somebody else has changed the section, both texts stay and the writer's counts.
 */
export class HandEdit {
  readonly #actions: DocumentActions;
  readonly #sectionId: string;
  readonly #sitting = newId();
  readonly #originalId: string | null;
  #baseId: string | null;
  /** The version that it has saved last. */
  #ownId: string | null = null;
  #savedText: string;
  #text: string;
  #saving: Promise<SaveOutcome> | null = null;

  constructor(section: Section, actions: DocumentActions) {
    const draft = keptDraft(section);
    this.#actions = actions;
    this.#sectionId = section.id;
    this.#originalId = section.version?.id ?? null;
    this.#baseId = draft ? draft.baseId : this.#originalId;
    this.#savedText = section.version?.text ?? '';
    this.#text = draft?.text ?? this.#savedText;
  }

  get text(): string {
    return this.#text;
  }

  /** The version that what was typed stands on, or was saved as; `null`: there is none yet. */
  get baseId(): string | null {
    return this.#baseId;
  }

  change(text: string): void {
    this.#text = text;
    drafts.write(keyOf(this.#sectionId), JSON.stringify({ baseId: this.#baseId, text } satisfies KeptDraft));
  }

  /** Makes what was typed the section's text. Throws what is no conflict; the draft stays then. */
  async save(): Promise<SaveOutcome> {
    await this.#saving?.catch(() => undefined); // whoever began it was told
    this.#saving = this.#saveNow();
    return this.#saving;
  }

  /** Back to the text that stood there when the editing began. */
  async discard(): Promise<void> {
    await this.#saving?.catch(() => undefined);
    drafts.write(keyOf(this.#sectionId), '');
    if (this.#originalId !== null && this.#baseId !== this.#originalId) {
      await this.#actions.chooseVersion(this.#sectionId, this.#originalId, this.#baseId);
    }
  }

  async #saveNow(): Promise<SaveOutcome> {
    let outcome: SaveOutcome = 'saved';
    for (let conflicts = 0; this.#text !== this.#savedText;) {
      const text = this.#text;
      try {
        this.#baseId = await this.#actions.addVersion({
          sectionId: this.#sectionId,
          baseId: this.#baseId,
          source: 'user',
          text,
          sitting: this.#sitting,
        });
        this.#savedText = text;
        this.#passOverLast();
      } catch (error) {
        conflicts += 1;
        if (!isConflict(error) || conflicts > mostConflicts) throw error;
        const section = (await this.#actions.reload()).sections.find(({ id }) => id === this.#sectionId);
        if (!section || isBeingWritten(section)) return 'waits';
        this.#baseId = section.version?.id ?? null;
        outcome = 'merged';
      }
    }
    drafts.write(keyOf(this.#sectionId), '');
    return outcome;
  }

  #passOverLast(): void {
    if (this.#ownId !== null) passOver(this.#ownId);
    this.#ownId = this.#baseId;
  }
}

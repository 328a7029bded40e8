import type { Section } from '@maobi/contract';
import { newId } from '../../studio/new-id.ts';
import { hold } from '../../studio/holding.ts';
import { isConflict, type DocumentActions } from '../document-actions.ts';
import { rebasedText } from '../polish/rebased-text.ts';
import { isBeingWritten } from '../writing-progress.ts';
import { handDrafts, openSitting, type HandDraft } from './hand-drafts.ts';
import { passOver } from './passed-over-versions.ts';

/** How an attempt to save ended. `joined`: what was changed elsewhere meanwhile stands beside it; `merged`: that is among the versions; `waits`: a run writes into the section; the text is kept in this browser until it has ended. */
export type SaveOutcome = 'saved' | 'joined' | 'merged' | 'waits';

/** How giving up an edit ended: with the way back to it; `nothing`: nothing was typed; `waits`: as above, and it is not given up. */
export type DiscardOutcome = (() => Promise<void>) | 'nothing' | 'waits';

const mostConflicts = 3;

/**
 * A section's text while the writer changes it by hand. Each save is a version of its own, and what was typed since lies in this browser, so
 * that nothing is lost in between. Where somebody else has changed other paragraphs, both changes count; where the same ones, both texts stay and
 * the writer's counts.
 */
export class HandEdit {
  readonly #actions: DocumentActions;
  readonly #sectionId: string;
  readonly #sitting: string;
  /** The version that would count without this edit; `null`: none. */
  #originalId: string | null;
  #baseId: string | null;
  /** The version that it has saved last. */
  #ownId: string | null = null;
  #savedText: string;
  /** What the section held when `#savedText` was typed; `null`: what was typed stands on something else. */
  #standingText: string | null;
  #text: string;
  #saving: Promise<SaveOutcome> | null = null;
  #letGo: (() => void) | null = null;

  /** @param draft what it goes on with; `null`: the text that counts */
  constructor(section: Section, actions: DocumentActions, draft: HandDraft | null = null) {
    this.#actions = actions;
    this.#sectionId = section.id;
    this.#sitting = draft?.sitting ?? newId();
    this.#originalId = section.version?.id ?? null;
    this.#baseId = draft ? draft.baseId : this.#originalId;
    this.#savedText = section.version?.text ?? '';
    this.#standingText = this.#baseId === this.#originalId ? this.#savedText : null;
    this.#text = draft?.text ?? this.#savedText;
  }

  get text(): string {
    return this.#onStanding() ?? this.#text;
  }

  /** The version that what was typed stands on, or was saved as; `null`: there is none yet. */
  get baseId(): string | null {
    return this.#baseId;
  }

  /** Its draft is left to it, in every tab, until all of it is saved or it is left. */
  hold(): void {
    this.#letGo ??= hold(openSitting(this.#sitting));
  }

  /** What was typed and could not be saved may be gone on with elsewhere. */
  leave(): void {
    this.#letGo?.();
    this.#letGo = null;
  }

  change(text: string): void {
    this.#text = text;
    this.hold();
    handDrafts.keep(this.#sectionId, { sitting: this.#sitting, baseId: this.#baseId, text: this.text });
  }

  /** Makes what was typed the section's text. Throws what is no conflict; the draft stays then. */
  async save(): Promise<SaveOutcome> {
    await this.#saving?.catch(() => undefined); // whoever began it was told
    this.#saving = this.#saveNow();
    return this.#saving;
  }

  /** Back to the text that would count without it. What was typed is kept as a version first. */
  async discard(): Promise<DiscardOutcome> {
    if ((await this.save()) === 'waits') return 'waits';
    const typedId = this.#ownId;
    if (typedId === null) return 'nothing';
    const standingId = await this.#putBack(typedId);
    return () => this.#actions.chooseVersion(this.#sectionId, typedId, standingId);
  }

  /** Resolves with the version that counts then. */
  async #putBack(typedId: string): Promise<string | null> {
    const sectionId = this.#sectionId;
    try {
      // a text can be chosen again, none cannot
      if (this.#originalId === null) return await this.#actions.addVersion({ sectionId, baseId: typedId, source: 'user', text: '' });
      await this.#actions.chooseVersion(sectionId, this.#originalId, typedId);
      return this.#originalId;
    } catch (error) {
      if (!isConflict(error)) throw error;
      // by now another text counts, which is not to be taken back
      return (await this.#standing())?.version?.id ?? null;
    }
  }

  async #standing(): Promise<Section | undefined> {
    return (await this.#actions.reload()).sections.find(({ id }) => id === this.#sectionId);
  }

  async #saveNow(): Promise<SaveOutcome> {
    let outcome: SaveOutcome = 'saved';
    for (let conflicts = 0; this.#text !== this.#savedText;) {
      const typed = this.#text;
      const onStanding = this.#onStanding();
      const text = onStanding ?? typed;
      if (this.#standingText !== null && onStanding === null) outcome = 'merged';
      try {
        this.#baseId = await this.#actions.addVersion({
          sectionId: this.#sectionId,
          baseId: this.#baseId,
          source: 'user',
          text,
          sitting: this.#sitting,
        });
        [this.#savedText, this.#standingText] = [typed, text];
        this.#passOverLast();
      } catch (error) {
        conflicts += 1;
        if (!isConflict(error) || conflicts > mostConflicts) throw error;
        outcome = await this.#meetOther();
        if (outcome === 'waits') return outcome;
      }
    }
    handDrafts.drop(this.#sectionId, this.#sitting);
    this.leave();
    return outcome;
  }

  /** What is saved next stands on the text that counts by now. */
  async #meetOther(): Promise<SaveOutcome> {
    const section = await this.#standing();
    if (!section || isBeingWritten(section)) return 'waits';
    this.#baseId = section.version?.id ?? null;
    this.#originalId = this.#baseId;
    if (this.#standingText === null) return 'merged';
    this.#standingText = section.version?.text ?? '';
    return 'joined';
  }

  /** What was typed, on what the section holds by now; `null`: it was typed on something else, or where that was changed too. */
  #onStanding(): string | null {
    if (this.#standingText === null) return null;
    if (this.#standingText === this.#savedText) return this.#text;
    // beside nothing is anywhere
    if (this.#savedText === '') return null;
    return rebasedText(this.#text, this.#savedText, this.#standingText);
  }

  #passOverLast(): void {
    if (this.#ownId !== null) passOver(this.#ownId);
    this.#ownId = this.#baseId;
  }
}

import { keptHere, type KeptHere } from '../../studio/kept-here.ts';
import { ofThisStudio } from '../../studio/this-studio.ts';

const prefix = 'maobi.draft.';
const newConversation = 'new';

/** Texts not sent yet, one per conversation or other place, kept in this browser over reloads. Nothing else is ever stored there. */
export interface DraftStore {
  read(place: string | null): string;
  /** An empty text removes the draft. */
  write(place: string | null, text: string): void;
}

export function createDraftStore(kept: KeptHere): DraftStore {
  const keyOf = (place: string | null) => prefix + (place ?? ofThisStudio(newConversation));
  return {
    read: (place) => kept.read(keyOf(place)) ?? '',
    write: (place, text) => kept.write(keyOf(place), text === '' ? null : text),
  };
}

export const drafts = createDraftStore(keptHere);

import { ofThisStudio } from '../../studio/this-studio.ts';

const prefix = 'maobi.draft.';
const newConversation = 'new';

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Texts not sent yet, one per conversation or other place, kept in this browser over reloads. Nothing else is ever stored there. */
export interface DraftStore {
  read(place: string | null): string;
  /** An empty text removes the draft. */
  write(place: string | null, text: string): void;
}

/** @param open gives the browser's storage; it may throw where storage is switched off, and drafts then live only on the page */
export function createDraftStore(open: () => Storage): DraftStore {
  const unsaved = new Map<string, string>();
  const keyOf = (place: string | null) => prefix + (place ?? ofThisStudio(newConversation));
  return {
    read: (place) => {
      const key = keyOf(place);
      const onPage = unsaved.get(key);
      if (onPage !== undefined) return onPage;
      try {
        return open().getItem(key) ?? '';
      } catch {
        return '';
      }
    },
    write: (place, text) => {
      const key = keyOf(place);
      try {
        if (text === '') open().removeItem(key);
        else open().setItem(key, text);
        unsaved.delete(key);
      } catch {
        // full or forbidden storage: the draft still lives as long as the page
        unsaved.set(key, text);
      }
    },
  };
}

export const drafts = createDraftStore(() => localStorage);

import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** How the writer likes to see a document in this browser. */
export interface ReadingPreferences {
  /** Nothing but the text. */
  readonly isFocused: boolean;
  /** The line that is written stays at the same height. */
  readonly isTypewriter: boolean;
  /** Each Chinese paragraph begins two characters further in. */
  readonly isIndented: boolean;
}

export type ReadingPreference = keyof ReadingPreferences;

interface KeptPreferences extends ReadingPreferences {
  /** The document that nothing but the text of is shown; `null`: none yet. */
  readonly focusedOn: string | null;
}

export const useReadingPreferences = create<KeptPreferences>()(
  persist((): KeptPreferences => ({ isFocused: false, isTypewriter: false, isIndented: false, focusedOn: null }), {
    name: 'maobi.reading',
  }),
);

/** Focus mode is for the document in which it was begun: another one that is opened begins with everything in sight. */
export function keepFocusTo(documentId: string): void {
  const { isFocused, focusedOn } = useReadingPreferences.getState();
  if (isFocused && focusedOn !== null && focusedOn !== documentId) useReadingPreferences.setState({ isFocused: false, focusedOn: null });
  else if (isFocused !== (focusedOn === documentId)) useReadingPreferences.setState({ focusedOn: isFocused ? documentId : null });
}

export function togglePreference(name: ReadingPreference): void {
  useReadingPreferences.setState((now) => ({ [name]: !now[name] }));
}

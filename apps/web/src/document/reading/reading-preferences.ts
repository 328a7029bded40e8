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

export const useReadingPreferences = create<ReadingPreferences>()(
  persist((): ReadingPreferences => ({ isFocused: false, isTypewriter: false, isIndented: false }), { name: 'maobi.reading' }),
);

export function togglePreference(name: ReadingPreference): void {
  useReadingPreferences.setState((now) => ({ [name]: !now[name] }));
}

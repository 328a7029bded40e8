import { create } from 'zustand';
import type { PolishTarget } from './polish-target.ts';

interface RememberedPassage {
  readonly target: PolishTarget | null;
}

/** The passage that is selected in the text, or was when the writer went over to the aide to ask about it. */
export const useRememberedPassage = create<RememberedPassage>(() => ({ target: null }));

export function rememberPassage(target: PolishTarget | null): void {
  if (useRememberedPassage.getState().target !== target) useRememberedPassage.setState({ target });
}

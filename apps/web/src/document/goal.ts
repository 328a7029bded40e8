import { createContext, useContext } from 'react';

/** Whether a length was asked for in the document that is open. Where none was, no text is short and none says what it should have become. */
export const GoalContext = createContext(true);

export function useHasGoal(): boolean {
  return useContext(GoalContext);
}

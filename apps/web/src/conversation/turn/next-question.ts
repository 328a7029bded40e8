import { createContext } from 'react';

/** Resolves when the question is safe in the studio, or when its failure has been told. */
export type AskNext = (text: string) => Promise<void>;

/** Asks the next question of the open conversation, for what stands inside an answer; `null` where nothing can be asked. */
export const NextQuestion = createContext<AskNext | null>(null);

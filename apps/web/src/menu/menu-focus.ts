import { createContext } from 'react';

/** Tells the menu around whether what was chosen in it takes the focus. */
export const MenuFocus = createContext<(isTaken: boolean) => void>(() => undefined);

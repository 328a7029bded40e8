import { create } from 'zustand';

/** Messages the writer has deleted and may still take back: hidden here, not yet deleted in the studio. */
export const useHiddenMessages = create<{ readonly ids: ReadonlySet<string> }>(() => ({ ids: new Set<string>() }));

export function hideMessage(id: string): void {
  useHiddenMessages.setState(({ ids }) => ({ ids: new Set([...ids, id]) }));
}

export function unhideMessage(id: string): void {
  useHiddenMessages.setState(({ ids }) => ({ ids: new Set([...ids].filter((hidden) => hidden !== id)) }));
}

import { useCallback } from 'react';
import { create } from 'zustand';

const useLeaving = create<{ readonly ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));

/** Whatever is asked anew meanwhile, no list shows what has this id. */
export function leave(id: string): void {
  useLeaving.setState(({ ids }) => ({ ids: new Set(ids).add(id) }));
}

/** It is gone, or was not deleted after all. */
export function endLeaving(id: string): void {
  useLeaving.setState(({ ids }) => ({ ids: new Set([...ids].filter((other) => other !== id)) }));
}

/** What of a list is not about to be deleted. The same function as long as nothing else is. */
export function useStaying(): <T extends { readonly id: string }>(list: T[]) => T[] {
  const ids = useLeaving((leaving) => leaving.ids);
  return useCallback((list) => (ids.size === 0 ? list : list.filter(({ id }) => !ids.has(id))), [ids]);
}

/** Whether what has this id is about to be deleted. */
export function useIsLeaving(id: string): boolean {
  return useLeaving(({ ids }) => ids.has(id));
}

import { create } from 'zustand';

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Texts under keys that outlast the page, or, where the browser's storage is full or switched off, at least last as long as it. */
export interface KeptHere {
  /** `null`: nothing is kept there. */
  read(key: string): string | null;
  /** @param text `null`: nothing is to be kept there any more */
  write(key: string, text: string | null): void;
}

/** Whether the browser would not take what was last given to it: texts are lost with the page then. */
export const useStorageRefused = create<{ readonly isRefused: boolean }>(() => ({ isRefused: false }));

/** @param open gives the browser's storage; it may throw where storage is switched off */
export function createKeptHere(open: () => Storage): KeptHere {
  /** `null`: what the browser has under this key could not be taken away, and counts no more. */
  const onPage = new Map<string, string | null>();
  const askBeforeLeaving = (event: BeforeUnloadEvent) => event.preventDefault();
  const tell = (isRefused: boolean) => {
    const isAtStake = [...onPage.values()].some((text) => text !== null);
    if (isAtStake) addEventListener('beforeunload', askBeforeLeaving);
    // a page that listens for this without need is not brought back as it was
    else removeEventListener('beforeunload', askBeforeLeaving);
    useStorageRefused.setState({ isRefused: isRefused || isAtStake });
  };
  return {
    read: (key) => {
      const text = onPage.get(key);
      if (text !== undefined) return text;
      try {
        return open().getItem(key);
      } catch {
        return null;
      }
    },
    write: (key, text) => {
      const wasRefused = useStorageRefused.getState().isRefused;
      try {
        if (text === null) open().removeItem(key);
        else open().setItem(key, text);
        onPage.delete(key);
        tell(text === null && wasRefused);
      } catch {
        onPage.set(key, text);
        tell(text !== null || wasRefused);
      }
    },
  };
}

export const keptHere = createKeptHere(() => localStorage);

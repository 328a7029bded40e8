import { create } from 'zustand';

/**
 * `online`: live events flow. `lost`: the studio does not answer; it is tried again by itself. `signed-out`: it answers,
 * but does not know this browser (any more). `other-studio`: that of another data folder answers, and has nothing to do with this page.
 */
export type Connection = 'connecting' | 'online' | BrokenConnection;
export type BrokenConnection = Away | 'signed-out';
type Away = 'lost' | 'other-studio';

interface ConnectionState {
  readonly connection: Connection;
  /** The studio is not of the version that this page was built with: the page's scripts may no longer be there. */
  readonly isOutdated: boolean;
  /** Some of them were asked for in vain, whatever the version. */
  readonly isCodeGone: boolean;
}

export const useConnection = create<ConnectionState>(() => ({ connection: 'connecting', isOutdated: false, isCodeGone: false }));

/** Whether the studio of this page does not answer it, whatever else may do so at its address. */
export function isAway(state: Pick<ConnectionState, 'connection'>): state is { readonly connection: Away } {
  return state.connection === 'lost' || state.connection === 'other-studio';
}

/** Calls whenever what was away may be there again: the studio answers, or the browser has a network. Returns the way to stop that. */
export function onReturn(call: () => void): () => void {
  const stop = useConnection.subscribe(({ connection }, before) => {
    if (connection === 'online' && before.connection !== 'online') call();
  });
  addEventListener('online', call);
  return () => {
    stop();
    removeEventListener('online', call);
  };
}

export function setConnection(connection: Connection): void {
  useConnection.setState({ connection });
}

/** To be told the version of the studio with every answer that has it: a page that a browser has kept may be old from the beginning. */
export function compareVersion(version: string): void {
  useConnection.setState(({ isCodeGone }) => ({ isOutdated: isCodeGone || version !== import.meta.env.MAOBI_VERSION }));
}

/** The studio is there, and what the page is made of is not: it was built anew, or is another one. */
export function tellCodeGone(): void {
  useConnection.setState({ isOutdated: true, isCodeGone: true });
}

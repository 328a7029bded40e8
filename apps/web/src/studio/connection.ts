import { create } from 'zustand';

/**
 * `online`: live events flow. `lost`: the studio does not answer; it is tried again by itself. `signed-out`: it answers,
 * but does not know this browser (any more).
 */
export type Connection = 'connecting' | 'online' | 'lost' | 'signed-out';

interface ConnectionState {
  readonly connection: Connection;
  /** The studio was updated since this page was loaded: its scripts may no longer be there. */
  readonly isOutdated: boolean;
}

export const useConnection = create<ConnectionState>(() => ({ connection: 'connecting', isOutdated: false }));

export function setConnection(connection: Connection): void {
  useConnection.setState({ connection });
}

export function setOutdated(): void {
  useConnection.setState({ isOutdated: true });
}

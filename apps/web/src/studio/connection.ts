import { create } from 'zustand';

/**
 * `online`: live events flow. `lost`: the studio does not answer; it is tried again by itself. `signed-out`: it answers,
 * but does not know this browser (any more).
 */
export type Connection = 'connecting' | 'online' | 'lost' | 'signed-out';

interface ConnectionState {
  readonly connection: Connection;
  /** The studio is not of the version that this page was built with: the page's scripts may no longer be there. */
  readonly isOutdated: boolean;
}

export const useConnection = create<ConnectionState>(() => ({ connection: 'connecting', isOutdated: false }));

export function setConnection(connection: Connection): void {
  useConnection.setState({ connection });
}

/** To be told the version of the studio with every answer that has it: a page that a browser has kept may be old from the beginning. */
export function compareVersion(version: string): void {
  useConnection.setState({ isOutdated: version !== import.meta.env.MAOBI_VERSION });
}

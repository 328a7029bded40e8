import { create } from 'zustand';

/**
 * `online`: live events flow. `lost`: the studio does not answer; it is tried again by itself. `signed-out`: it answers,
 * but does not know this browser (any more).
 */
export type Connection = 'connecting' | 'online' | 'lost' | 'signed-out';

export const useConnection = create<{ readonly connection: Connection }>(() => ({ connection: 'connecting' }));

export function setConnection(connection: Connection): void {
  useConnection.setState({ connection });
}

import type { Server } from 'node:net';

/** Far more than one writer needs. */
const mostEver = 12_000;
/** Kept free for what the studio itself opens: database, models, states, pages. */
const reserved = 256;
const fewest = 64;

/**
 * How many connections may be open together. The system lets a process hold so many files and connections at once; were they
 * all connections, not even the database could be opened any more.
 *
 * @param openFiles what the system allows this process; `null`: no limit, or an unknown one
 */
export function mostConnections(openFiles: number | null = allowedOpenFiles()): number {
  return openFiles === null ? mostEver : Math.max(fewest, Math.min(mostEver, openFiles - reserved));
}

/** Closes each connection that is one too many for these servers together. */
export function limitConnections(servers: readonly Server[], most: number): void {
  let open = 0;
  for (const server of servers) {
    server.on('connection', (socket) => {
      if (open >= most) return socket.destroy();
      open += 1;
      return socket.once('close', () => (open -= 1));
    });
  }
}

/** Node itself has raised it to the most that the system grants. */
function allowedOpenFiles(): number | null {
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { soft?: number | string } } };
  const soft = userLimits?.open_files?.soft;
  return typeof soft === 'number' ? soft : null; // "unlimited" is a word, and Windows tells none
}

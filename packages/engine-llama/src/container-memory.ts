import { dirname, join } from 'node:path';

/** Content of a file; `null`: there is none. */
export type ReadText = (path: string) => Promise<string | null>;

/** How one generation of control groups tells of memory. */
interface Groups {
  /** Where its folders lie. */
  readonly root: string;
  /** Finds the group of a process in `/proc/self/cgroup`. */
  readonly line: RegExp;
  readonly limits: readonly string[];
  readonly used: string;
  /** In `memory.stat`: what was read from files and can be dropped at once. */
  readonly droppable: RegExp;
}

const generations: readonly Groups[] = [
  {
    root: '/sys/fs/cgroup',
    line: /^0::(\/.*)$/mu,
    // above `high` a process is slowed down until it hardly moves
    limits: ['memory.max', 'memory.high'],
    used: 'memory.current',
    droppable: /^inactive_file (\d+)$/mu,
  },
  {
    root: '/sys/fs/cgroup/memory',
    line: /^\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(\/.*)$/mu,
    limits: ['memory.limit_in_bytes'],
    used: 'memory.usage_in_bytes',
    droppable: /^total_inactive_file (\d+)$/mu,
  },
];

/**
 * Memory that this process may still take within its control group and all groups around that: a container, a service, a session of a user.
 * `null`: nothing limits it. Linux only, both generations of control groups.
 */
export async function containerBytes(read: ReadText): Promise<number | null> {
  const membership = (await read('/proc/self/cgroup')) ?? '';
  const rooms = await Promise.all(
    generations.flatMap((groups) => foldersOf(groups, membership).map((folder) => roomIn(folder, groups, read))),
  );
  const limited = rooms.filter((room) => room !== null);
  return limited.length === 0 ? null : Math.min(...limited);
}

/** The group's folder and those around it. A container may see its own group as the root, whatever its path says. */
function foldersOf({ root, line }: Groups, membership: string): string[] {
  const folders = [root];
  let path = line.exec(membership)?.[1] ?? '/';
  for (; path !== '/'; path = dirname(path)) folders.push(join(root, path));
  return folders;
}

async function roomIn(folder: string, { limits, used, droppable }: Groups, read: ReadText): Promise<number | null> {
  const numberIn = async (name: string) => Number((await read(join(folder, name))) ?? Number.NaN);
  const known = (await Promise.all(limits.map(numberIn))).filter((limit) => limit > 0);
  const usedBytes = await numberIn(used);
  if (known.length === 0 || !(usedBytes >= 0)) return null;
  const droppableBytes = Number(droppable.exec((await read(join(folder, 'memory.stat'))) ?? '')?.[1] ?? 0);
  return Math.max(0, Math.min(...known) - usedBytes + droppableBytes);
}

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

export interface ContainerMemory {
  /** What all processes of a group may take together, within the groups around it. */
  readonly limitBytes: number;
  /** What this process may still take. */
  readonly freeBytes: number;
}

/**
 * Memory within the control group of this process and all groups around that: a container, a service, a session of a user. `null`: nothing limits it.
 * Linux only, both generations of control groups.
 */
export async function containerMemory(read: ReadText): Promise<ContainerMemory | null> {
  const membership = (await read('/proc/self/cgroup')) ?? '';
  const groups = await Promise.all(
    generations.flatMap((generation) => foldersOf(generation, membership).map((folder) => memoryIn(folder, generation, read))),
  );
  const limited = groups.filter((group) => group !== null);
  if (limited.length === 0) return null;
  return {
    limitBytes: Math.min(...limited.map(({ limitBytes }) => limitBytes)),
    freeBytes: Math.min(...limited.map(({ freeBytes }) => freeBytes)),
  };
}

/** The group's folder and those around it. A container may see its own group as the root, whatever its path says. */
function foldersOf({ root, line }: Groups, membership: string): string[] {
  const folders = [root];
  let path = line.exec(membership)?.[1] ?? '/';
  for (; path !== '/'; path = dirname(path)) folders.push(join(root, path));
  return folders;
}

async function memoryIn(folder: string, { limits, used, droppable }: Groups, read: ReadText): Promise<ContainerMemory | null> {
  const numberIn = async (name: string) => Number((await read(join(folder, name))) ?? Number.NaN);
  const known = (await Promise.all(limits.map(numberIn))).filter((limit) => limit > 0);
  const usedBytes = await numberIn(used);
  if (known.length === 0 || !(usedBytes >= 0)) return null;
  const droppableBytes = Number(droppable.exec((await read(join(folder, 'memory.stat'))) ?? '')?.[1] ?? 0);
  const limitBytes = Math.min(...known);
  return { limitBytes, freeBytes: Math.max(0, limitBytes - usedBytes + droppableBytes) };
}

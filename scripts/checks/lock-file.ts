interface LockedPackage {
  readonly version?: string;
  readonly link?: boolean;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/**
 * One sentence for each optional dependency that the lock file lost or holds at another version: `npm ci` then passes here
 * and leaves another platform without its binary. Written after npm did exactly that with incomplete releases.
 */
export function lockFileProblems(lock: LockFile): string[] {
  return Object.entries(lock.packages).flatMap(([place, locked]) =>
    Object.entries(locked.optionalDependencies ?? {}).flatMap(([name, wanted]) => {
      const found = resolve(lock, place, name);
      if (found === undefined) return [`${place}@${locked.version}: optional dependency ${name} is missing from package-lock.json`];
      const isExact = /^\d/.test(wanted);
      const differs = isExact && found.link !== true && found.version !== undefined && found.version !== wanted;
      return differs ? [`${place}: ${name} is locked at ${found.version}, ${wanted} is wanted`] : [];
    }),
  );
}

/** Node's own lookup: from the package's folder upwards. */
function resolve(lock: LockFile, from: string, name: string): LockedPackage | undefined {
  for (let folder = from; ;) {
    const found = lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`];
    if (found !== undefined || folder === '') return found;
    const end = folder.lastIndexOf('/node_modules/');
    folder = end >= 0 ? folder.slice(0, end) : '';
  }
}

/** One sentence for each dependency of ours that is not pinned to one exact version. */
export function pinProblems(manifestPath: string, manifest: Readonly<Record<string, unknown>>): string[] {
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'];
  return kinds.flatMap((kind) =>
    Object.entries((manifest[kind] ?? {}) as Record<string, string>)
      .filter(([, version]) => !/^(\d+\.\d+\.\d+|npm:(@[^@]+\/)?[^@]+@\d+\.\d+\.\d+|file:\..*)$/.test(version))
      .map(([name, version]) => `${manifestPath}: ${name} "${version}" is not an exact version`),
  );
}

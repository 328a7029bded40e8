const words = new Map([
  ['ENOENT', 'its folder does not exist'],
  ['ENOTDIR', 'a part of its path is a file'],
  ['EEXIST', 'a file has its name'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'this user may not do that there'],
  ['EPERM', 'this user may not do that there'],
  ['EROFS', 'the disk is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['ENAMETOOLONG', 'its name is too long'],
]);

/**
 * Why the system refused to read or write a file.
 * @param own words for codes that mean something else here
 */
export function systemReason(cause: unknown, own: Readonly<Record<string, string>> = {}): string {
  const { code = '' } = cause as { code?: string };
  return own[code] ?? words.get(code) ?? `the system says ${code || 'no'}`;
}

import { lstatSync, readFileSync } from 'node:fs';

/** No record or list of answers comes near this. */
const mostBytes = 64 * 1024 * 1024;

/** Text of a file of ours. Throws for what is none: reading a pipe would wait for ever, reading a device never end. */
export function readOwnFile(path: string): string {
  const found = lstatSync(path);
  if (!found.isFile() || found.size > mostBytes) throw new Error(`${path} is no file of ours.`);
  return readFileSync(path, 'utf8');
}

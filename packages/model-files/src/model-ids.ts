import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';

/** The id under which the bundled demo model is known. */
export const demoModelId = 'demo';

/** What may become part of a file name: nothing that leaves the folder, hides a file or differs only in case. */
export const modelIdSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,79}$/);

/** The id of a file that is used where it lies: readable, and the same for the same path. */
export function linkedFileId(absolutePath: string): string {
  const name = path
    .basename(absolutePath, path.extname(absolutePath))
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60);
  const mark = createHash('sha256').update(absolutePath).digest('hex').slice(0, 8);
  return `file-${name === '' ? mark : `${name}-${mark}`}`;
}

/** Whether the writer named a file rather than an id. */
export function isFilePath(idOrPath: string): boolean {
  return idOrPath.includes('/') || idOrPath.includes('\\') || idOrPath.toLowerCase().endsWith('.gguf');
}

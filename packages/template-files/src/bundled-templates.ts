import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The templates that belong to this version of the program: beside the bundled program, else in this repository. */
export function bundledTemplatesFolder(): string {
  const beside = fileURLToPath(new URL('./templates', import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL('../../../templates', import.meta.url));
}

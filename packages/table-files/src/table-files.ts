import type { TableFiles } from '@maobi/core';
import { readFile, parseText } from './read-table.ts';
import { archive, writeTable } from './write-table.ts';

/** Reads and writes tables in memory; it opens no file by itself. */
export const tableFiles: TableFiles = { parse: parseText, read: readFile, write: writeTable, archive };

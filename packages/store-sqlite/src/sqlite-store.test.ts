import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeContract } from '@maobi/testkit';
import { afterAll } from 'vitest';
import { openSqliteStore } from './open-store.ts';

const parent = mkdtempSync(join(tmpdir(), 'maobi-store-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

storeContract('sqlite', () => openSqliteStore({ folder: mkdtempSync(join(parent, 'data-')), now: () => new Date().toISOString() }));

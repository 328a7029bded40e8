import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@maobi/core';
import { afterEach, beforeEach } from 'vitest';
import { openSqliteStore } from '../open-store.ts';

/** A data folder of its own for each test, and a clock that the test sets. */
export interface StoreFolder {
  readonly path: string;
  readonly database: string;
  readonly backups: string;
  now: string;
  open(): Promise<Store>;
  /** Opens, does and closes. */
  with<T>(action: (store: Store) => Promise<T>): Promise<T>;
}

export function storeFolder(): () => StoreFolder {
  let folder: StoreFolder;
  beforeEach(() => {
    folder = createFolder(mkdtempSync(join(tmpdir(), 'maobi-data-')));
  });
  afterEach(() => rmSync(folder.path, { recursive: true, force: true }));
  return () => folder;
}

function createFolder(path: string): StoreFolder {
  const folder: StoreFolder = {
    path,
    database: join(path, 'maobi.sqlite'),
    backups: join(path, 'backups'),
    now: '2026-03-01T08:00:00.000Z',
    open: () => openSqliteStore({ folder: path, now: () => folder.now }),
    async with(action) {
      const store = await folder.open();
      try {
        return await action(store);
      } finally {
        await store[Symbol.asyncDispose]();
      }
    },
  };
  return folder;
}

const time = '2026-03-01T08:00:00.000Z';

/** Conversations with one question each: `c1` asks `m1` …; ids that stand there already are left alone. */
export async function fill(store: Store, count: number, text = '教育'): Promise<void> {
  for (let index = 1; index <= count; index += 1) {
    await store.conversations.create({ id: `c${index}`, title: `title ${index}`, folderId: null, now: time });
    const question = { id: `m${index}`, parentId: null, role: 'user' as const, text: `${text} ${index}` };
    await store.conversations.addMessages(`c${index}`, [question], null, time);
  }
}

export async function messageTexts(store: Store, conversationId = 'c1'): Promise<string[]> {
  return (await store.conversations.messages(conversationId)).map(({ text }) => text);
}

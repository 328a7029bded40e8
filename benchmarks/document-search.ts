import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentSorts, plainBrief } from '@maobi/contract';
import type { DocumentQuery, Store } from '@maobi/core';
import { openSqliteStore } from '@maobi/store-sqlite';
import type { Benchmark, Measurement } from './benchmark.ts';

const documentCount = 10_000;
const sectionsPerDocument = 4;
const sentencesPerSection = 8;
const rounds = 40;
const budgetMs = 100;
const now = '2026-06-01T08:00:00.000Z';

const usualList: DocumentQuery = {
  inBin: false,
  texts: 'own',
  sort: 'updated',
  template: null,
  progress: null,
  limit: 100,
  skip: 0,
  before: null,
};
/** Every order, over everything and over what is left by each filter, at the beginning and far down. */
const lists: readonly DocumentQuery[] = documentSorts.flatMap((sort) =>
  [{}, { skip: 9_000 }, { progress: 'unfinished' }, { progress: 'done', template: 'free-writing' }, { texts: 'batch' }].map(
    (filter) => ({ ...usualList, texts: 'all', sort, ...filter }) as DocumentQuery,
  ),
);
/** One document in so many is the writer's own; the others are rows of batches. */
const ownShare = 2;

/** Frequent and rare, Chinese and English, one word and several. */
const queries = [
  '教育',
  '的',
  '人工智能',
  '第九千九百',
  '课堂 老师',
  'library',
  'sec',
  '图书馆 library',
  '看不见的东西',
  '未来教育会变成什么样子',
];
const words =
  '教育 课堂 老师 学生 图书馆 未来 人工智能 城市 河流 春天 记忆 工作 时间 问题 方法 数据 生活 故事 语言 孩子 library section draft reading writing'.split(
    ' ',
  );

export const documentSearch: Benchmark = {
  name: 'document-search',
  about: `listing and searching ${documentCount.toLocaleString('en')} documents`,
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'maobi-bench-'));
    const store = await openSqliteStore({ folder, now: () => now });
    try {
      const filled = performance.now();
      for (let number = 1; number <= documentCount; number += 1) await addDocument(store, number);
      const perDocument = (performance.now() - filled) / documentCount;
      return [
        ...(await timed('list of 100', () => store.documents.list(usualList))),
        ...(await timed('list of 500', () => store.documents.list({ ...usualList, limit: 500 }))),
        ...(await timed('list of 100, sorted and filtered', (round) => store.documents.list(lists[round % lists.length] ?? usualList))),
        ...(await timed('search', (round) => store.documents.search(queries[round % queries.length] ?? '', 30))),
        { name: 'adding a document, with its texts', value: perDocument, unit: 'ms' },
      ];
    } finally {
      await store[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function addDocument({ documents }: Store, number: number): Promise<void> {
  const id = `d${number}`;
  await documents.create({
    id,
    title: sentence(number),
    brief: plainBrief({ topic: sentence(number + 7), language: 'zh', words: 800 }),
    batchId: number % ownShare === 0 ? null : 'batch',
    now,
  });
  const numbers = Array.from({ length: sectionsPerDocument }, (_, index) => index);
  const rows = numbers.map((index) => ({
    id: `${id}s${index}`,
    heading: sentence(number + index),
    points: [],
    target: 200,
    isLocked: false,
  }));
  await documents.replaceOutline(id, { revision: 1, rows, now });
  for (const row of rows) {
    const text = Array.from({ length: sentencesPerSection }, (_, index) => sentence(number * 31 + index * 7)).join('');
    await documents.addVersion({ id: `${row.id}v`, sectionId: row.id, source: 'user', text, baseId: null, now });
  }
}

/** About twenty characters, the same for the same number. */
function sentence(number: number): string {
  const picked = [3, 5, 11, 13, 17].map((step) => words[(number * step + Math.floor(number / step)) % words.length]);
  return `${picked.join('的')}，第${number}句。`;
}

async function timed(name: string, action: (round: number) => Promise<unknown>): Promise<Measurement[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await action(round);
    times.push(performance.now() - started);
  }
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.ceil(share * rounds) - 1] ?? Number.NaN;
  return [
    { name: `${name}, median`, value: at(0.5), unit: 'ms' },
    { name: `${name}, p95`, value: at(0.95), unit: 'ms', budget: budgetMs },
  ];
}

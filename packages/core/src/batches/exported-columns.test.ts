import type { Batch, Template } from '@maobi/contract';
import { testTemplate } from '@maobi/testkit';
import { expect, it } from 'vitest';
import type { StoredBatchRow } from '../ports/batch-store.ts';
import type { TableFiles } from '../ports/table-files.ts';
import { exportBatch } from './batch-export.ts';
import { tableOf } from './read-columns.ts';

const template: Template = {
  ...testTemplate(),
  fields: [
    {
      name: 'platform',
      label: { zh: '平台', en: 'Platform' },
      kind: 'choice',
      isRequired: false,
      hint: null,
      choices: [{ value: 'portrait', label: { zh: '竖屏', en: 'Portrait' } }],
      default: null,
    },
  ],
};
const cells = {
  topic: '春天',
  'fields.platform': 'portrait',
  words: '300',
  language: 'zh',
  reader: '孩子',
  tone: '平实',
  mustInclude: '雪',
  mustAvoid: '冰',
  notes: '短些',
};

/** What an exported table says. */
async function exported(language: 'zh' | 'en'): Promise<string[][]> {
  let lines: string[][] = [];
  const tables = {
    write: async (written: readonly (readonly (string | number)[])[]) => {
      lines = written.map((line) => line.map(String));
      return new Uint8Array();
    },
  } as unknown as TableFiles;
  const row = { id: 'row', cells, documentId: null, document: null, isWanted: false, error: null } as unknown as StoredBatchRow;
  const batch = { title: '', common: {} } as Batch;
  await exportBatch(
    { batch, template, texts: [{ row, number: 1, title: '', text: '' }], format: 'csv', language },
    tables,
    async () => null,
  );
  return lines;
}

it.each([
  ['zh', ['题目', '平台', '字数', '语言', '写给谁看', '语气', '一定要写到', '不要写到', '补充'], '竖屏'],
  ['en', ['Topic', 'Platform', 'Words', 'Language', 'Reader', 'Tone', 'Must include', 'Must avoid', 'Notes'], 'Portrait'],
] as const)('B30 exports in %s what the table of the studio shows, and B20 reads it again as it was', async (language, names, platform) => {
  const lines = await exported(language);
  expect(lines[0]?.slice(0, names.length)).toEqual(names);
  expect(lines[1]?.slice(0, 4)).toEqual(['春天', platform, '300', '中文']);
  const { rows, problems } = tableOf(lines, template);
  expect(rows).toEqual([{ ...cells, language: '中文' }]);
  expect(problems.map(({ code, names: unknown }) => [code, unknown.length])).toEqual([['unknown-column', 3]]);
});

import i18next from 'i18next';
import { expect, it } from 'vitest';
import '../language/language.ts';

it.each([
  ['zh', ['还没有行', '还没有行', '批量，还没有行']],
  ['en', ['no rows yet', 'No rows yet', 'Batch, no rows yet']],
])('of a batch without rows is said in %s that it has none, wherever batches are told of', async (language, said) => {
  await i18next.changeLanguage(language);
  const rows = { count: 0, written: 0 };
  expect([i18next.t('batch.listed', rows), i18next.t('batch.progress', rows), i18next.t('home.batchProgress', rows)]).toEqual(said);
});

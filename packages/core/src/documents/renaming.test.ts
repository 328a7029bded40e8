import { documentMarkdown } from '@maobi/contract';
import { documentWith, studiosOfTests } from '@maobi/testkit';
import { expect, it } from 'vitest';

const openStudio = studiosOfTests();

it('S15: a first section that is called as the document is goes along with another title, and back', async () => {
  const studio = await openStudio();
  const made = await documentWith(studio, ['桥', '石桥'], 100);
  const named = await studio.documents.update(made.id, { revision: made.revision, title: '桥' });
  const renamed = await studio.documents.update(made.id, { revision: named.revision, title: '桥与路' });
  expect(renamed.sections.map(({ heading }) => heading)).toEqual(['桥与路', '石桥']);
  const written = renamed.sections.map((section) => ({ ...section, version: { text: '字。' } as typeof section.version }));
  expect(documentMarkdown(renamed, written)).toBe('# 桥与路\n\n字。\n\n## 石桥\n\n字。\n');
  const back = await studio.documents.update(made.id, { revision: renamed.revision, title: '桥' });
  expect(back.sections).toEqual(named.sections);
});

it('S15: a first section of another name keeps it', async () => {
  const studio = await openStudio();
  const made = await documentWith(studio, ['石桥', '木桥'], 100);
  const renamed = await studio.documents.update(made.id, { revision: made.revision, title: '桥' });
  expect(renamed.sections).toEqual(made.sections);
});

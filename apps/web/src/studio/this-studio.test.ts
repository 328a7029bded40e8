import { studioHeader } from '@maobi/contract';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const storage = () => Object.fromEntries(Object.entries({ ...localStorage }));

beforeEach(() => vi.resetModules());
afterEach(() => localStorage.clear());

/** A page that is loaded while a studio of this data folder answers. */
async function page(folder: string) {
  const { ofThisStudio, sendToThisStudio } = await import('./this-studio.ts');
  const { drafts } = await import('../conversation/composer/draft-store.ts');
  const ask = async (answering = folder) => {
    let meant: string | null = null;
    await sendToThisStudio(new Request('http://studio.test/api/system'), async ({ headers }) => {
      meant = headers.get(studioHeader);
      return new Response('', { headers: { [studioHeader]: answering } });
    });
    return meant;
  };
  return { ask, drafts, name: () => ofThisStudio('kept') };
}

it('R9 a page asks only the studio that answered it first, whichever answers later', async () => {
  const { ask, name } = await page('a');
  expect([name(), await ask(), name()]).toEqual(['kept', null, 'kept.a']);
  expect([await ask('b'), await ask('b'), name()]).toEqual(['a', 'a', 'kept.a']);
});

it('R9 what was typed for a new conversation stands there again with its own data folder, and with no other', async () => {
  const first = await page('a');
  await first.ask();
  first.drafts.write(null, '甲');
  vi.resetModules();
  const other = await page('b');
  await other.ask();
  expect(other.drafts.read(null)).toBe('');
  other.drafts.write(null, '乙');
  vi.resetModules();
  const again = await page('b');
  expect(again.drafts.read(null)).toBe('乙'); // before anything is answered
  vi.resetModules();
  const back = await page('a');
  await back.ask();
  expect(back.drafts.read(null)).toBe('甲');
  expect(storage()).toMatchObject({ 'maobi.studio': 'a' });
});

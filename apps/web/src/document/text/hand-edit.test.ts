import type { DocumentDetail, ErrorBody, Section } from '@maobi/contract';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keys } from '../../studio/keys.ts';
import { sampleDocument, sampleRun, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio } from '../../testing/fake-studio.tsx';
import { DocumentActions } from '../document-actions.ts';
import { handDrafts } from './hand-drafts.ts';
import { HandEdit } from './hand-edit.ts';
import { isPassedOver } from './passed-over-versions.ts';

afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

const conflict: ErrorBody = { code: 'conflict', message: 'another version counts', retryable: false };
const first = sampleVersion(1, 1, { text: 'Old.' });
const section = sampleSection(1, { version: first, count: 1, state: 'short' });

/** A server that keeps one section and its versions. */
function sectionOn(standing: Section) {
  let kept = standing;
  const texts: string[] = [];
  const detail = (): DocumentDetail => sampleDocument({ sections: [kept] });
  const studio = new FakeStudio({
    getDocument: detail,
    addVersion: ({ body }) => {
      const { id, baseId, text } = body as { id: string; baseId: string | null; text: string };
      if (kept.version?.run?.endedAt === null || baseId !== kept.version?.id) return conflict;
      texts.push(text);
      kept = { ...kept, version: { ...first, id, parentId: baseId, source: 'user', text, run: null } };
      return detail();
    },
    chooseVersion: ({ body }) => {
      const { versionId } = body as { versionId: string };
      kept = { ...kept, version: { ...first, id: versionId } };
      return detail();
    },
  });
  const cache = new QueryClient();
  cache.setQueryData(keys.document(sampleDocument().id), sampleDocument({ sections: [section] }));
  return {
    studio,
    texts,
    edit: () => new HandEdit(section, new DocumentActions(cache, sampleDocument().id)),
    finish: () => (kept = { ...kept, version: first }),
  };
}

describe('a section changed by hand', () => {
  it('becomes one version for each save that has something to save', async () => {
    const { edit, texts } = sectionOn(section);
    const hand = edit();
    expect(await hand.save()).toBe('saved');
    hand.change('Mine.');
    await hand.save();
    await hand.save();
    hand.change('Mine, and more.');
    await hand.save();
    expect(texts).toEqual(['Mine.', 'Mine, and more.']);
    expect(handDrafts.of(section.id)).toEqual([]);
  });

  it('is one version of its sitting to the writer, and what was there before stays listed', async () => {
    const { edit, studio } = sectionOn(section);
    const hand = edit();
    for (const words of ['Mine.', 'Mine, and more.']) {
      hand.change(words);
      await hand.save();
    }
    const ids = studio.bodiesOf('addVersion').map((body) => (body as { id: string }).id);
    expect([first.id, ...ids].map(isPassedOver)).toEqual([false, true, false]);
  });

  it('W70 keeps what was typed over a closed page, each editor its own', async () => {
    const { edit, texts } = sectionOn(section);
    const [first, second] = [edit(), edit()];
    first.change('Half a sen');
    second.change('Another');
    expect(handDrafts.of(section.id).map(({ text }) => text)).toEqual(['Half a sen', 'Another']);
    expect(edit().text).toBe('Old.');
    await second.save();
    expect(texts).toEqual(['Another']);
    expect(handDrafts.of(section.id)).toMatchObject([{ baseId: sampleVersion(1, 1).id, text: 'Half a sen' }]);
  });

  it('W70 takes up what was left with one editor only', () => {
    sectionOn(section).edit().change('Half a sen');
    const [left] = handDrafts.of(section.id);
    const taken = handDrafts.take(section.id, left!);
    expect(taken?.text).toBe('Half a sen');
    expect(handDrafts.take(section.id, left!)).toBeNull();
    expect(handDrafts.of(section.id)).toEqual([taken]);
  });

  it('counts on top of what was written elsewhere meanwhile, and says that there are two', async () => {
    const { edit, texts, studio } = sectionOn({ ...section, version: sampleVersion(2, 1, { text: 'Theirs.' }) });
    const hand = edit();
    hand.change('Mine.');
    expect(await hand.save()).toBe('merged');
    expect(texts).toEqual(['Mine.']);
    expect(studio.bodiesOf('addVersion').at(-1)).toMatchObject({ baseId: sampleVersion(2, 1).id });
  });

  it('waits in this browser while the model writes the section', async () => {
    const { edit, texts, finish } = sectionOn({ ...section, version: { ...first, run: sampleRun(1) } });
    const hand = edit();
    hand.change('Mine.');
    expect(await hand.save()).toBe('waits');
    expect(handDrafts.of(section.id)).toMatchObject([{ text: 'Mine.' }]);
    finish();
    expect(await hand.save()).not.toBe('waits');
    expect(texts).toEqual(['Mine.']);
  });

  it('goes back to where it began when nothing is to be changed after all', async () => {
    const { edit, studio } = sectionOn(section);
    const hand = edit();
    hand.change('Mine.');
    await hand.save();
    await hand.discard();
    expect(studio.bodiesOf('chooseVersion')).toMatchObject([{ versionId: first.id }]);
  });
});

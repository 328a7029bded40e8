import type { DocumentDetail, ErrorBody, Section, Version } from '@maobi/contract';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keys } from '../../studio/keys.ts';
import { newId } from '../../studio/new-id.ts';
import { sampleDocument, sampleRun, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio } from '../../testing/fake-studio.tsx';
import { DocumentActions } from '../document-actions.ts';
import { handDrafts, type HandDraft } from './hand-drafts.ts';
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
  const versions = new Map<string, Version>([standing.version ?? first].map((version) => [version.id, version]));
  const detail = (): DocumentDetail => sampleDocument({ sections: [kept] });
  const studio = new FakeStudio({
    getDocument: detail,
    addVersion: ({ body }) => {
      const { id, baseId, text } = body as { id: string; baseId: string | null; text: string };
      if (kept.version?.run?.endedAt === null || baseId !== (kept.version?.id ?? null)) return conflict;
      texts.push(text);
      const version: Version = { ...first, id, parentId: baseId, source: 'user', text, run: null };
      versions.set(id, version);
      kept = { ...kept, version };
      return detail();
    },
    chooseVersion: ({ body }) => {
      const { versionId, baseId } = body as { versionId: string; baseId: string | null };
      if (baseId !== (kept.version?.id ?? null)) return conflict;
      kept = { ...kept, version: versions.get(versionId) ?? null };
      return detail();
    },
  });
  const opened =
    standing.version?.id === first.id || standing.version === null
      ? { ...standing, version: standing.version && { ...standing.version, run: null } }
      : section;
  const cache = new QueryClient();
  cache.setQueryData(keys.document(sampleDocument().id), sampleDocument({ sections: [opened] }));
  return {
    studio,
    texts,
    counting: () => kept.version,
    edit: (draft: HandDraft | null = null) => new HandEdit(opened, new DocumentActions(cache, sampleDocument().id), draft),
    finish: () => (kept = { ...kept, version: first }),
    /** Another page. */
    write: (text: string) => (kept = { ...kept, version: { ...first, id: newId(), text } }),
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

  it('W3 counts beside what was changed in other paragraphs meanwhile, once more too, and says so', async () => {
    const paragraphs = (...texts: readonly string[]) => texts.join('\n\n');
    const [old, theirs, mine] = [
      paragraphs('One.', 'Two.', 'Three.', 'Four.'),
      paragraphs('One, theirs.', 'Two.', 'Three.', 'Four.'),
      paragraphs('One.', 'Two.', 'Three.', 'Four, mine.'),
    ];
    const { edit, texts, write } = sectionOn({ ...section, version: { ...first, text: old } });
    const hand = edit();
    write(theirs);
    hand.change(mine);
    expect(await hand.save()).toBe('joined');
    expect(texts).toEqual([paragraphs('One, theirs.', 'Two.', 'Three.', 'Four, mine.')]);
    hand.change(`${mine} More.`);
    expect(handDrafts.of(section.id)).toMatchObject([{ text: paragraphs('One, theirs.', 'Two.', 'Three.', 'Four, mine. More.') }]);
    expect(await hand.save()).toBe('saved');
    write(paragraphs('One, theirs again.', 'Two.', 'Three.', 'Four, mine. More.'));
    hand.change(`${mine} More. And more.`);
    expect(await hand.save()).toBe('joined');
    expect(texts.at(-1)).toBe(paragraphs('One, theirs again.', 'Two.', 'Three.', 'Four, mine. More. And more.'));
    hand.change(paragraphs('One, mine.', 'Two.', 'Three.', 'Four.'));
    expect(await hand.save()).toBe('merged');
    expect(texts.at(-1)).toBe(paragraphs('One, mine.', 'Two.', 'Three.', 'Four.'));
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

  it('W71 goes back to where it began when it is given up, keeps what was typed as a version, and brings it back', async () => {
    const { edit, texts, studio, counting } = sectionOn(section);
    const hand = edit();
    hand.change('Mine.');
    await hand.save();
    hand.change('Mine, and more.');
    const bringBack = await hand.discard();
    expect(counting()?.id).toBe(first.id);
    expect(texts).toEqual(['Mine.', 'Mine, and more.']);
    expect(handDrafts.of(section.id)).toEqual([]);
    const { id } = studio.bodiesOf('addVersion').at(-1) as { id: string };
    expect(isPassedOver(id)).toBe(false);
    await (bringBack as () => Promise<void>)();
    expect(counting()?.id).toBe(id);
  });

  it('W71 changes nothing when it is given up before anything was typed', async () => {
    const { edit, studio } = sectionOn(section);
    expect(await edit().discard()).toBe('nothing');
    expect(studio.calls).toEqual([]);
  });

  it('W71 leaves a section empty that had no text', async () => {
    const { edit, texts, counting } = sectionOn({ ...section, version: null });
    const hand = edit();
    hand.change('Mine.');
    const bringBack = await hand.discard();
    expect(texts).toEqual(['Mine.', '']);
    await (bringBack as () => Promise<void>)();
    expect(counting()?.text).toBe('Mine.');
  });

  it('W71 goes back to what was written elsewhere meanwhile, and nothing is told to be in conflict', async () => {
    const theirs = sampleVersion(2, 1, { text: 'Theirs.' });
    const { edit, texts, counting } = sectionOn({ ...section, version: theirs });
    const hand = edit({ sitting: 'left', baseId: first.id, text: 'Mine.' });
    expect(typeof (await hand.discard())).toBe('function');
    expect(counting()).toMatchObject({ id: theirs.id, text: 'Theirs.' });
    expect(texts).toEqual(['Mine.']);
  });

  it('W71 is not given up while what was typed cannot be kept', async () => {
    const { edit } = sectionOn({ ...section, version: { ...first, run: sampleRun(1) } });
    const hand = edit();
    hand.change('Mine.');
    expect(await hand.discard()).toBe('waits');
    expect(handDrafts.of(section.id)).toMatchObject([{ text: 'Mine.' }]);
  });
});

import type { DocumentDetail, OutlineRow, Run, Version } from '@maobi/contract';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { applyEvent } from '../studio/live-events.ts';
import {
  endedRun,
  sampleComment,
  sampleDocument,
  sampleDocumentSummary,
  sampleJob,
  sampleRun,
  sampleSection,
  sampleVersion,
} from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleId, sampleSystem } from '../testing/samples.ts';
import { Toaster } from '../toasts/toaster.tsx';
import { DocumentPage } from './document-page.tsx';
import { propose } from './polish/proposals.ts';
import { polishTarget } from './polish/polish-target.ts';
import { useReadingPreferences } from './reading/reading-preferences.ts';
import { showSection } from './show-section.ts';
import { isPassedOver } from './text/passed-over-versions.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const written = (number: number, fields = {}) =>
  sampleSection(number, { version: sampleVersion(number, number), count: 8, target: 10, state: 'short', ...fields });

/** Shows a document as the server keeps it; what the page changes is kept there. */
async function openDocument(standing: DocumentDetail, answers: ConstructorParameters<typeof FakeStudio>[0] = {}) {
  let kept = standing;
  const change = (fields: Partial<DocumentDetail>) => (kept = { ...kept, ...fields, revision: kept.revision + 1 });
  const studio = new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    listVersions: () => ({ versions: [] }),
    warmDocument: () => ({}),
    getDocument: () => kept,
    replaceOutline: ({ body }) => {
      const { sections } = body as { sections: OutlineRow[] };
      const known = new Map([...standing.sections, ...kept.sections].map((section) => [section.id, section]));
      return change({ sections: sections.map((row) => ({ ...(known.get(row.id) ?? sampleSection(99)), ...row })) });
    },
    startJob: ({ body }) => {
      const { id, sectionIds = null } = body as { id: string; sectionIds?: string[] };
      const job = sampleJob({ id, sectionIds });
      change({ job });
      return job;
    },
    ...answers,
  });
  const rendered = await renderStudio(
    <>
      <DocumentPage documentId={standing.id} />
      <Toaster />
    </>,
  );
  await screen.findByRole('heading', { level: 1 });
  /** What the server tells every page when something of the document has changed. */
  const announce = (fields: Partial<DocumentDetail>) => {
    change(fields);
    applyEvent(rendered.queryClient, { type: 'document', document: sampleDocumentSummary(1) });
  };
  return { studio, announce, ...rendered };
}
const outline = () => within(screen.getByRole('complementary', { name: 'Outline' }));
const text = () => within(screen.getByRole('region', { name: 'Text' }));
const headings = () => [...document.querySelectorAll('.outline-row .outline-heading')].map((heading) => heading.textContent);
const sectionOf = (heading: string) => {
  const section = text()
    .getByRole('heading', { name: new RegExp(heading), level: 2 })
    .closest('section');
  if (!section) throw new Error(`no section ${heading}`);
  return within(section);
};

describe('the outline', () => {
  it('says how far each section is', async () => {
    await openDocument(
      sampleDocument({ sections: [written(1), written(2, { state: 'done', count: 10 }), sampleSection(3, { isLocked: true })] }),
    );
    const rows = outline()
      .getAllByRole('listitem')
      .map((row) => row.textContent);
    expect(rows[0]).toContain('Short by 2 words');
    expect(rows[1]).toContain('10 / 10 words');
    expect(rows[2]).toContain('Locked');
    expect(outline().getByText(/18 words written/)).toBeTruthy();
  });

  it('moves a row with Alt and an arrow, saves the new order and says so', async () => {
    const { studio } = await openDocument(sampleDocument({ sections: [1, 2, 3].map((number) => sampleSection(number)) }));
    fireEvent.keyDown(outline().getByRole('button', { name: /^Part 1/ }), { key: 'ArrowDown', altKey: true });
    expect(headings()).toEqual(['Part 2', 'Part 1', 'Part 3']);
    await waitFor(() => expect(studio.bodiesOf('replaceOutline')).toHaveLength(1));
    expect(screen.getByText('“Part 1” is section 2 now')).toBeTruthy();
  });

  it('edits a row where it stands, and not with the Enter of an input method', async () => {
    const { studio } = await openDocument(sampleDocument({ sections: [sampleSection(1)] }));
    fireEvent.keyDown(outline().getByRole('button', { name: /^Part 1/ }), { key: 'F2' });
    const heading = outline().getByLabelText('Heading');
    fireEvent.change(heading, { target: { value: 'Beginnings' } });
    fireEvent.change(outline().getByLabelText('Points, one a line'), { target: { value: 'first\n\n second ' } });
    fireEvent.change(outline().getByLabelText('Words'), { target: { value: '260' } });
    fireEvent.keyDown(heading, { key: 'Enter', isComposing: true });
    expect(studio.bodiesOf('replaceOutline')).toEqual([]);
    fireEvent.keyDown(heading, { key: 'Enter' });
    await waitFor(() => expect(headings()).toEqual(['Beginnings']));
    const [body] = studio.bodiesOf('replaceOutline') as { sections: OutlineRow[] }[];
    expect(body?.sections[0]).toMatchObject({ heading: 'Beginnings', points: ['first', 'second'], target: 260 });
  });

  it('takes a row away without asking, and puts it back on undo', async () => {
    await openDocument(sampleDocument({ sections: [1, 2, 3].map((number) => sampleSection(number)) }));
    fireEvent.keyDown(outline().getByRole('button', { name: /^Part 2/ }), { key: 'Delete' });
    expect(headings()).toEqual(['Part 1', 'Part 3']);
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(headings()).toEqual(['Part 1', 'Part 2', 'Part 3']));
  });

  it('grows row by row while the model writes it', async () => {
    const run = sampleRun(1, { action: 'outline' });
    const states: unknown[] = [];
    const { studio, queryClient } = await openDocument(sampleDocument(), {
      writeOutline: () => run,
      getDocument: () => {
        states.push(states.length > 0 && queryClient.getQueryData<DocumentDetail>(['document', sampleId(1)])?.outlineRun?.state);
        return sampleDocument({ outlineRun: states.length > 1 ? run : null });
      },
    });
    const first = '{"sections":[{"heading":"Why books","points":["They wait"],"target":200},';
    studio.tell(run.id, { type: 'text', seq: 1, text: first, written: 20 });
    fireEvent.click(outline().getByRole('button', { name: 'Write the outline' }));
    await waitFor(() => expect(headings()).toEqual(['Why books']));
    studio.tell(run.id, { type: 'text', seq: 2, text: '{"heading":"Who comes","points":[],"target":400}]}', written: 40 });
    await waitFor(() => expect(headings()).toEqual(['Why books', 'Who comes']));
    studio.tell(run.id, { type: 'ended', run: endedRun(1, { action: 'outline' }) });
    await waitFor(() => expect(states.length).toBeGreaterThan(1));
    expect(states[1]).toBe('writing'); // else it would say that no section was named until the rows have come
  });

  it('offers other wordings of a row, and changes nothing until one is picked', async () => {
    const run = sampleRun(2, { action: 'suggest' });
    const { studio } = await openDocument(sampleDocument({ sections: [sampleSection(1)] }), { suggestRows: () => run });
    const rows = [1, 2].map((number) => ({ heading: `Idea ${number}`, points: ['so'], target: 90 }));
    studio.tell(run.id, { type: 'text', seq: 1, text: JSON.stringify({ sections: rows }), written: 30 });
    studio.tell(run.id, { type: 'ended', run: { ...run, state: 'done', endedAt: run.createdAt } });
    fireEvent.click(outline().getByRole('button', { name: 'Actions for “Part 1”' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Show three alternatives' }));
    const idea = await outline().findByRole('button', { name: /Idea 2/ });
    expect(studio.bodiesOf('replaceOutline')).toEqual([]);
    fireEvent.click(idea);
    await waitFor(() => expect(headings()).toEqual(['Idea 2']));
    expect(studio.bodiesOf('replaceOutline')).toMatchObject([{ sections: [{ heading: 'Idea 2', points: ['so'], target: 200 }] }]);
  });
});

describe('writing', () => {
  const writing = (number: number, run: Run) =>
    sampleSection(number, { state: 'writing', version: sampleVersion(number, number, { text: 'Books ', run, lastSeq: 1 }), count: 1 });

  it('begins with one press', async () => {
    const { studio } = await openDocument(sampleDocument({ sections: [sampleSection(1), sampleSection(2)] }));
    fireEvent.click(outline().getByRole('button', { name: /Start writing/ }));
    await outline().findByRole('button', { name: 'Pause' });
    expect(studio.bodiesOf('startJob')).toHaveLength(1);
    expect(outline().getAllByText('Waiting')).toHaveLength(2);
  });

  it('shows the section that is being written, going on behind what was there, and asks anew when it has ended', async () => {
    const run = sampleRun(3);
    const { studio, announce } = await openDocument(sampleDocument({ job: sampleJob(), sections: [written(1), writing(2, run)] }));
    studio.tell(run.id, { type: 'text', seq: 1, text: 'Books ', written: 1 });
    studio.tell(run.id, { type: 'text', seq: 2, text: 'are patient.', written: 4 });
    await waitFor(() => expect(sectionOf('Part 2').getByText('Books are patient.')).toBeTruthy());
    expect(outline().getByText('3 / 200 words')).toBeTruthy();
    const ended = endedRun(3);
    const version = sampleVersion(2, 2, { text: 'Books are patient.', run: ended, lastSeq: 2 });
    announce({
      job: sampleJob({ state: 'done', endedAt: ended.endedAt }),
      sections: [written(1), sampleSection(2, { version, count: 3, state: 'short' })],
    });
    studio.tell(run.id, { type: 'ended', run: ended });
    await waitFor(() => expect(sectionOf('Part 2').getByText(/3 \/ 200 words, 197 words short/)).toBeTruthy());
  });

  it('stops with Esc and keeps what was written', async () => {
    const job = sampleJob();
    const { studio } = await openDocument(sampleDocument({ job, sections: [sampleSection(1)] }), {
      stopJob: () => ({ ...job, state: 'stopped' }),
    });
    fireEvent.keyDown(document.body, { key: 'Escape' });
    await waitFor(() => expect(studio.calls.some(({ name }) => name === 'stopJob')).toBe(true));
    expect(await outline().findByRole('button', { name: /Start writing/ })).toBeTruthy();
  });

  it('W4 has the studio write behind an outline that was asked for with it', async () => {
    const run = sampleRun(4, { action: 'outline' });
    const { studio, announce } = await openDocument(sampleDocument(), {
      writeOutline: ({ body }) => ({ ...run, id: (body as { runId: string }).runId }),
    });
    fireEvent.click(outline().getByRole('button', { name: 'Write it all' }));
    await waitFor(() => expect(studio.bodiesOf('writeOutline')).toMatchObject([{ jobId: expect.any(String) }]));
    const [{ runId }] = studio.bodiesOf('writeOutline') as [{ runId: string }];
    announce({ outlineRun: endedRun(4, { id: runId, action: 'outline' }), sections: [sampleSection(1)], title: 'Named' });
    await screen.findByRole('heading', { level: 1, name: 'Named' });
    expect(studio.bodiesOf('startJob')).toEqual([]);
  });

  it('offers one more paragraph where a section is short, and nothing where it is locked', async () => {
    const { studio } = await openDocument(sampleDocument({ sections: [written(1), written(2, { isLocked: true })] }), {
      rewriteSection: () => sampleJob({ sectionIds: [sampleId(2001)] }),
    });
    fireEvent.click(sectionOf('Part 1').getByRole('button', { name: /^Add a paragraph.*: Part 1$/ }));
    await waitFor(() => expect(studio.bodiesOf('rewriteSection')).toMatchObject([{ kind: 'extend' }]));
    const locked = sectionOf('Part 2');
    expect(locked.getByText('Locked: the model leaves it alone.')).toBeTruthy();
    expect(locked.getAllByRole('button').map((button) => button.textContent)).toEqual(['Unlock']);
  });
});

describe('a section', () => {
  it('is edited by hand as Markdown and saved when it is left', async () => {
    let saved: Version | null = null;
    const { studio } = await openDocument(sampleDocument({ sections: [written(1)] }), {
      addVersion: ({ body }) => {
        const { id, text: words } = body as { id: string; text: string };
        saved = sampleVersion(9, 1, { id, text: words, source: 'user' });
        return sampleDocument({ revision: 2, sections: [written(1, { version: saved, count: 2 })] });
      },
    });
    fireEvent.click(sectionOf('Part 1').getByRole('button', { name: 'Edit: Part 1' }));
    fireEvent.click(sectionOf('Part 1').getByRole('button', { name: 'Show source' }));
    const field = await sectionOf('Part 1').findByDisplayValue(/\*\*whoever\*\*/);
    fireEvent.change(field, { target: { value: 'My words.' } });
    fireEvent.keyDown(field, { key: 'Escape' });
    await waitFor(() => expect(sectionOf('Part 1').getByText('My words.')).toBeTruthy());
    expect(studio.bodiesOf('addVersion')).toMatchObject([{ baseId: sampleId(3001), source: 'user', text: 'My words.' }]);
    expect(studio.calls.some(({ name }) => name === 'stopJob')).toBe(false);
  });

  it('is polished change by change with the keyboard, and the result is a version', async () => {
    const run = sampleRun(5, { action: 'polish' });
    const { studio } = await openDocument(sampleDocument({ sections: [written(1)] }), {
      polishText: () => run,
      addVersion: ({ body }) => {
        const { id, text: words } = body as { id: string; text: string };
        return sampleDocument({
          revision: 2,
          sections: [written(1, { version: sampleVersion(9, 1, { id, text: words, source: 'polish' }) })],
        });
      },
      chooseVersion: () => sampleDocument({ revision: 3, sections: [written(1)] }),
    });
    studio.tell(run.id, { type: 'text', seq: 1, text: 'Books are kind. They stay for **whoever** comes.', written: 9 });
    studio.tell(run.id, { type: 'ended', run: { ...run, state: 'done', endedAt: run.createdAt } });
    fireEvent.click(sectionOf('Part 1').getByRole('button', { name: 'Polish: Part 1' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Improve' }));
    await screen.findByText('Change 1 of 2');
    expect(studio.bodiesOf('polishText')).toMatchObject([{ kind: 'improve', sectionId: written(1).id }]);
    fireEvent.keyDown(document.body, { key: 'r' });
    await screen.findByText('Change 2 of 2');
    expect(screen.getByText(': removes “wait”, adds “stay”')).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'a' });
    await screen.findByText('Changed. The version before is kept.');
    expect(studio.bodiesOf('addVersion')).toMatchObject([
      { source: 'polish', text: 'Books are patient. They stay for **whoever** comes.' },
    ]);
    await waitFor(() => expect(document.activeElement?.id).toBe(`section-${written(1).id}`));
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(studio.bodiesOf('chooseVersion')).toMatchObject([{ versionId: sampleId(3001) }]));
  });

  it('W28 has its tasks ticked where they are read, one after the other, and only the last change is listed', async () => {
    const versionOf = (fields: Partial<Version>) => [
      written(1, { version: sampleVersion(9, 1, { text: '- [ ] one\n- [ ] two', ...fields }) }),
    ];
    const { studio } = await openDocument(sampleDocument({ sections: versionOf({}) }), {
      addVersion: ({ body }) => sampleDocument({ sections: versionOf(body as { id: string; text: string }) }),
    });
    // the second before the first was answered
    for (const box of await sectionOf('Part 1').findAllByRole('checkbox', { name: 'To do' })) fireEvent.click(box);
    await waitFor(() => expect(studio.bodiesOf('addVersion')).toHaveLength(2));
    const [first, second] = studio.bodiesOf('addVersion') as { id: string; baseId: string; text: string }[];
    expect([first?.text, second?.text]).toEqual(['- [x] one\n- [ ] two', '- [x] one\n- [x] two']);
    expect(second?.baseId).toBe(first?.id);
    await waitFor(() => expect([first, second].map((version) => isPassedOver(version?.id ?? ''))).toEqual([true, false]));
  });

  it('leaves the text alone when the polish is discarded with Esc', async () => {
    const run = sampleRun(6, { action: 'polish' });
    const { studio } = await openDocument(sampleDocument({ job: sampleJob(), sections: [written(1)] }), { polishText: () => run });
    studio.tell(run.id, { type: 'text', seq: 1, text: 'Other words.', written: 3 });
    fireEvent.click(sectionOf('Part 1').getByRole('button', { name: 'Polish: Part 1' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Tone…' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Plainer' }));
    await sectionOf('Part 1').findByRole('button', { name: /Stop and leave it/ });
    await waitFor(() => {
      fireEvent.keyDown(document.body, { key: 'Escape' }); // heard once the effect that listens has run
      expect(sectionOf('Part 1').queryByRole('button', { name: /Stop and leave it/ })).toBeNull();
    });
    expect(studio.calls.some(({ name }) => name === 'addVersion' || name === 'stopJob')).toBe(false);
  });

  it('has its versions, compared with the one in use, and goes back to an earlier one', async () => {
    const earlier = sampleVersion(7, 1, { text: 'Books are dull.', createdAt: '2026-10-31T00:00:00.000Z' });
    const { studio } = await openDocument(sampleDocument({ sections: [written(1)] }), {
      listVersions: () => ({ versions: [sampleVersion(1, 1), earlier] }),
      chooseVersion: () => sampleDocument({ revision: 2, sections: [written(1, { version: earlier })] }),
    });
    fireEvent.click(sectionOf('Part 1').getByRole('button', { name: 'Versions: Part 1' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Versions of “Part 1”' }));
    await waitFor(() => expect(document.querySelector('.compared del')).not.toBeNull());
    expect(document.querySelector('.compared ins')?.textContent).toContain('dull');
    fireEvent.click(dialog.getByRole('button', { name: 'Use this version' }));
    await waitFor(() => expect(studio.bodiesOf('chooseVersion')).toEqual([{ versionId: earlier.id, baseId: sampleId(3001) }]));
  });
});

describe('what meets on the page', () => {
  it('W13 keeps a wording from the aide that came while suggestions stood in place of the text', async () => {
    const section = written(1, { suggestion: { id: sampleId(9), text: 'Books are kind. They wait for **whoever** comes.' } });
    await openDocument(sampleDocument({ sections: [section] }));
    fireEvent.click(text().getByRole('button', { name: 'Look at them' }));
    await text().findByText('1 section left to look at');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Libraries');
    expect(fireEvent.keyDown(text().getByRole('toolbar'), { key: 'f', ctrlKey: true })).toBe(true);
    const target = polishTarget(section, { start: 0, end: 18 });
    act(() => target && propose({ target, place: 'below', text: 'So are trees.' }));
    act(() => showSection(section.id)); // as when it was searched for
    await screen.findByText('Change 1 of 1');
    expect(sectionOf('Part 1').getByText(/^\s*So are trees\./)).toBeTruthy();
  });

  it('W6 keeps what was changed in other paragraphs while a wording waited for its verdict', async () => {
    const standing = (text: string, number: number) => written(1, { version: sampleVersion(number, 1, { text }) });
    const first = standing('One.\n\nMiddle.\n\nTwo.', 1);
    const { studio, announce } = await openDocument(sampleDocument({ sections: [first] }), {
      addVersion: ({ body }) => {
        const { baseId, text: words } = body as { baseId: string; text: string };
        if (baseId !== sampleId(3008)) return { code: 'conflict', message: 'another one counts', retryable: false };
        return sampleDocument({ revision: 3, sections: [standing(words, 9)] });
      },
    });
    const target = polishTarget(first, { start: 15, end: 19 });
    act(() => target && propose({ target, place: 'instead', text: 'Deux.' }));
    await screen.findByText('Change 1 of 1');
    announce({ sections: [standing('One, by hand.\n\nMiddle.\n\nTwo.', 8)] });
    fireEvent.keyDown(document.body, { key: 'a' });
    await screen.findByText('Changed. The version before is kept.');
    expect(studio.bodiesOf('addVersion').at(-1)).toMatchObject({ text: 'One, by hand.\n\nMiddle.\n\nDeux.', source: 'polish' });
  });

  it('cuts a section where its text stands now, also when an editor in it was left meanwhile', async () => {
    const { studio, announce } = await openDocument(
      sampleDocument({ sections: [written(1, { version: sampleVersion(1, 1, { text: 'One.\n\nTwo.' }) })] }),
      { splitSection: () => ({ code: 'conflict', message: 'later', retryable: false }) },
    );
    fireEvent.click(sectionOf('Part 1').getByRole('button', { name: 'More for “Part 1”' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Split in two…' }));
    await screen.findByRole('radio', { name: 'Two.' });
    announce({ sections: [written(1, { version: sampleVersion(8, 1, { text: 'First words.\n\nSecond words.' }) })] });
    await screen.findByRole('radio', { name: 'Second words.' });
    fireEvent.change(screen.getByLabelText('Heading of the next section'), { target: { value: 'Next' } });
    fireEvent.click(screen.getByRole('button', { name: 'Split' }));
    await waitFor(() => expect(studio.bodiesOf('splitSection')).toMatchObject([{ baseId: sampleId(3008), at: 14, heading: 'Next' }]));
  });

  it('numbers the section at work in the language of the page, whatever the document is written in', async () => {
    const [run, { brief }] = [sampleRun(3), sampleDocument()];
    const version = sampleVersion(2, 2, { text: 'Books ', run, lastSeq: 1 });
    const sections = [written(1), sampleSection(2, { state: 'writing', version, count: 1 })];
    const { studio } = await openDocument(sampleDocument({ brief: { ...brief, language: 'zh' }, job: sampleJob(), sections }));
    studio.tell(run.id, { type: 'text', seq: 2, text: 'are', written: 2 });
    expect((await screen.findAllByText(/^Section 2, /)).length).toBeGreaterThan(0);
  });

  it('W42 says how many comments it has and leads to them, out of focus mode too', async () => {
    useReadingPreferences.setState({ isFocused: true });
    await openDocument(sampleDocument({ sections: [written(1), written(2)] }), {
      listComments: () => ({ comments: [sampleComment(1, { resolvedAt: sampleDocument().createdAt }), sampleComment(2)] }),
    });
    fireEvent.click(await sectionOf('Part 1').findByRole('button', { name: '1 comment: Part 1' }));
    expect(sectionOf('Part 2').queryByRole('button', { name: /comment/ })).toBeNull();
    await screen.findByText('Remark 2');
    expect(screen.getByRole('tab', { name: 'Comments' }).getAttribute('aria-selected')).toBe('true');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Remark 2'));
    expect(useReadingPreferences.getState().isFocused).toBe(false);
  });
});

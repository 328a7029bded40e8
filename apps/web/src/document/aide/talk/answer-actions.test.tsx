import type { DocumentDetail, EndpointBody } from '@maobi/contract';
import { QueryClient } from '@tanstack/react-query';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sampleDocument, sampleSection, sampleVersion } from '../../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../../testing/fake-studio.tsx';
import { Toaster } from '../../../toasts/toaster.tsx';
import { useToasts } from '../../../toasts/toasts.ts';
import { DocumentActions } from '../../document-actions.ts';
import { onProposal, type Proposal } from '../../polish/proposals.ts';
import { AnswerActions } from './answer-actions.tsx';
import type { TalkSubject } from './talk-subject.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  useToasts.setState({ toasts: [] });
});

const written = (number: number, text: string) => sampleSection(number, { version: sampleVersion(number, number, { text }), count: 4 });
const [first, second, blank] = [written(1, 'Books are patient. They wait.'), written(2, 'Readers come.'), sampleSection(3)];
const detail = sampleDocument({ sections: [first, second, blank] });

async function answer(subject: TalkSubject | null, at = second) {
  const studio = new FakeStudio({ addVersion: () => detail });
  const shown: string[] = [];
  const proposals: Proposal[] = [];
  const stop = onProposal((proposal) => proposals.push(proposal));
  const selected = { sectionId: second.id, baseId: 'v', markdown: 'Readers come.', passage: { start: 0, end: 7 } };
  await renderStudio(
    <>
      <AnswerActions
        text="They wait for years. ![x](/api/images/none.png)"
        subject={subject}
        detail={detail as DocumentDetail}
        actions={new DocumentActions(new QueryClient(), detail.id)}
        scope={{ passage: selected, at }}
        onShow={(id) => shown.push(id)}
      />
      <Toaster />
    </>,
  );
  return { studio, shown, proposals, stop };
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('an answer beside the text', () => {
  it('C3 goes to the passage that was asked about, whatever is selected now', async () => {
    const { shown, proposals, stop } = await answer({ sectionId: first.id, passage: 'They wait.' });
    press('Replace the passage');
    press('Insert below it');
    stop();
    expect(shown).toEqual([first.id, first.id]);
    expect(proposals).toMatchObject([
      { place: 'instead', target: { sectionId: first.id, passage: { start: 19, end: 29 } } },
      { place: 'below', target: { sectionId: first.id, passage: { start: 0, end: 29 } } },
    ]);
  });

  it('C3 says that the passage is gone, and goes to the end of its section', async () => {
    const { proposals, stop } = await answer({ sectionId: first.id, passage: 'They sleep.' });
    expect(screen.getByText('The passage you asked about was changed since and cannot be found.')).toBeTruthy();
    press('Add to the end of section 1');
    stop();
    expect(proposals).toMatchObject([{ place: 'below', target: { sectionId: first.id } }]);
  });

  it('C3 becomes the text of a section where nothing is written, and is taken back with one press', async () => {
    const { studio, shown, stop } = await answer({ sectionId: blank.id, passage: null });
    press('Put into section 3');
    press(await screen.findByText('Put into section 3.').then(() => 'Undo'));
    await waitFor(() => expect(studio.bodiesOf('addVersion')).toHaveLength(2));
    stop();
    const [put, undone] = studio.bodiesOf('addVersion') as EndpointBody<'addVersion'>[];
    expect(put).toMatchObject({ baseId: null, source: 'polish', text: 'They wait for years.' });
    expect(undone).toMatchObject({ baseId: put?.id, text: '' });
    expect(shown).toEqual([blank.id]);
  });

  it('C3 goes to the section that the writer is at where the question was about none', async () => {
    const { stop } = await answer(null);
    stop();
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Add to the end of section 2', '']);
    expect(screen.getByRole('button', { name: 'Copy' })).toBeTruthy();
  });
});

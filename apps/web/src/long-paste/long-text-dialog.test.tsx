import { cleanup, createEvent, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyDraft, type BriefDraft } from '../new-document/brief-draft.ts';
import { TopicField } from '../new-document/brief-fields.tsx';
import { sampleDocument } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { useToasts } from '../toasts/toasts.ts';
import { LongTextDialog } from './long-text-dialog.tsx';
import { useLongText, type LongText } from './long-text.ts';

beforeEach(() => history.replaceState(null, '', '/conversations'));
afterEach(() => {
  cleanup();
  useToasts.setState({ toasts: [] });
  useLongText.setState({ offered: null });
  vi.unstubAllGlobals();
});

const paragraphs = Array.from({ length: 3000 }, (_, index) => `Paragraph ${index} tells of 3.5 bridges.`);
const essay = paragraphs.join('\n\n');

/** The dialog as long as there is something to decide on. */
function Offer() {
  const offered = useLongText((state) => state.offered);
  return offered && <LongTextDialog offered={offered} />;
}

async function offer(text: string, answers: ConstructorParameters<typeof FakeStudio>[0]): Promise<FakeStudio> {
  const studio = new FakeStudio(answers);
  const offered: LongText = { text, room: 50_000, isAtOnce: true };
  useLongText.setState({ offered });
  await renderStudio(<Offer />);
  return studio;
}

const made = sampleDocument();
const makesDocuments = { createDocument: () => made, replaceOutline: () => made };

describe('a text that is too long for where it was pasted', () => {
  it('Z5 says how long it is and what fits, and becomes a document with every character', async () => {
    const studio = await offer(essay, makesDocuments);
    expect(screen.getByRole('dialog').textContent).toContain(
      `It has ${essay.length.toLocaleString('en')} characters, and 50,000 fit here at once.`,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Open as a document' }));
    await waitFor(() => expect(location.pathname).toBe(`/documents/${made.id}`));
    const [outline] = studio.bodiesOf('replaceOutline') as { sections: { heading: string }[]; texts: { text: string }[] }[];
    expect(outline?.texts.map(({ text }) => text).join('\n\n')).toBe(essay);
    expect(outline?.sections[0]?.heading).toBe('Paragraph 0 tells of 3.5');
    expect(useLongText.getState().offered).toBeNull();
  });

  it('Z5 stays where it is when no document can be made of it', async () => {
    await offer(essay, {});
    fireEvent.click(screen.getByRole('button', { name: 'Open as a document' }));
    await waitFor(() => expect(useToasts.getState().toasts).toHaveLength(1));
    expect(useLongText.getState().offered?.text).toBe(essay);
    expect(location.pathname).toBe('/conversations');
  });

  it('Z5 is not offered as a document where it is too large for one', async () => {
    await offer('字'.repeat(700_000), {});
    expect(screen.queryByRole('button', { name: 'Open as a document' })).toBeNull();
    expect(screen.getByRole('dialog').textContent).toContain('larger than 2 MB');
    fireEvent.click(screen.getByRole('button', { name: 'Do not paste' }));
    expect(useLongText.getState().offered).toBeNull();
  });
});

describe('a text that is too long for a topic', () => {
  const pasteInto = (field: HTMLElement, text: string) =>
    fireEvent(field, createEvent.paste(field, { clipboardData: { getData: () => text } }));

  it('Z5 becomes material behind what is there already, as long as that has room for it', async () => {
    new FakeStudio({});
    const onChange = vi.fn<(fields: Partial<BriefDraft>) => void>();
    const onMaterialKept = vi.fn<() => void>();
    const draft = { ...emptyDraft, topic: 'Bridges', notes: 'Known before.\n' };
    await renderStudio(
      <>
        <TopicField draft={draft} shown="en" onChange={onChange} onMaterialKept={onMaterialKept} />
        <Offer />
      </>,
    );
    pasteInto(screen.getByRole('textbox'), essay);
    expect(useLongText.getState().offered).toBeNull();
    pasteInto(screen.getByRole('textbox'), essay.slice(0, 3000));
    fireEvent.click(await screen.findByRole('button', { name: 'Keep as material' }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ notes: `Known before.\n\n${essay.slice(0, 3000).trim()}` });
    expect(onMaterialKept).toHaveBeenCalledOnce();
  });
});

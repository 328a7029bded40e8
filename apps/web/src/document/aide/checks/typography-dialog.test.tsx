import type { EndpointBody } from '@maobi/contract';
import { QueryClient } from '@tanstack/react-query';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { keys } from '../../../studio/keys.ts';
import { sampleDocument, sampleSection, sampleVersion } from '../../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../../testing/fake-studio.tsx';
import { Toaster } from '../../../toasts/toaster.tsx';
import { useToasts } from '../../../toasts/toasts.ts';
import { DocumentActions } from '../../document-actions.ts';
import { historyOf } from '../../history/document-history.ts';
import { TypographyDialog } from './typography-dialog.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  useToasts.setState({ toasts: [] });
});

const withTexts = (texts: readonly string[], first: number) =>
  sampleDocument({
    sections: texts.map((text, index) =>
      sampleSection(index + 1, { version: sampleVersion(first + index, index + 1, { text }), state: 'done' }),
    ),
  });
const standing = withTexts(['One...', 'Two...'], 1);
const untidy = standing.sections.map(({ id, version }) => ({
  sectionId: id,
  versionId: version?.id ?? '',
  text: version?.text.replace('...', '…') ?? '',
}));

async function openDialog(answers: ConstructorParameters<typeof FakeStudio>[0]) {
  const studio = new FakeStudio({ getDocument: () => standing, ...answers });
  const cache = new QueryClient();
  cache.setQueryData(keys.document(standing.id), standing);
  const onClose = vi.fn<() => void>();
  const actions = new DocumentActions(cache, standing.id);
  await renderStudio(
    <>
      <TypographyDialog detail={standing} untidy={untidy} actions={actions} onClose={onClose} />
      <Toaster />
    </>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Put all right' }));
  return { studio, onClose };
}

it('K4 sets all sections anew as one thing, which one press takes back', async () => {
  const { studio, onClose } = await openDialog({
    replaceTexts: () => withTexts(['One…', 'Two…'], 5),
    replaceOutline: () => standing,
  });
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  const [sent, ...others] = studio.bodiesOf('replaceTexts') as EndpointBody<'replaceTexts'>[];
  expect(others).toEqual([]);
  expect(sent).toMatchObject({
    source: 'polish',
    texts: untidy.map(({ sectionId, versionId, text }) => ({ sectionId, baseId: versionId, text })),
  });
  expect(historyOf(standing.id).lastDone?.texts).toHaveLength(2);
  fireEvent.click(screen.getByText('Undo', { selector: 'button' }));
  await waitFor(() => expect(studio.bodiesOf('replaceOutline')).toHaveLength(1));
  expect(studio.bodiesOf('replaceOutline')[0]).toMatchObject({
    versions: untidy.map(({ sectionId, versionId }) => ({ sectionId, versionId })),
  });
});

it('K4 mends none where one was changed meanwhile, and says so', async () => {
  const { studio, onClose } = await openDialog({ replaceTexts: () => ({ code: 'conflict', message: 'changed', retryable: false }) });
  await screen.findByText('A section has just changed, so nothing was put right. Press once more.');
  expect(onClose).not.toHaveBeenCalled();
  expect(studio.bodiesOf('getDocument')).toHaveLength(1);
});

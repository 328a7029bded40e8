import type { DocumentDetail } from '@maobi/contract';
import { DocumentPage } from '../document/document-page.tsx';
import { FakeStudio, renderStudio } from './fake-studio.tsx';
import { sampleSystem } from './samples.ts';

/** The page of a document in a studio in which nothing else is. @param answers to what is done there */
export async function openDocumentPage(
  standing: DocumentDetail,
  answers: ConstructorParameters<typeof FakeStudio>[0] = {},
): Promise<FakeStudio> {
  const studio = new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    listVersions: () => ({ versions: [] }),
    getDocument: () => standing,
    warmDocument: () => ({}),
    ...answers,
  });
  await renderStudio(<DocumentPage documentId={standing.id} />);
  return studio;
}

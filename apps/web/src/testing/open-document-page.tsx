import type { DocumentDetail } from '@maobi/contract';
import { DocumentPage } from '../document/document-page.tsx';
import { FakeStudio, renderStudio } from './fake-studio.tsx';
import { sampleSystem } from './samples.ts';

/** The page of a document in a studio in which nothing else is. */
export async function openDocumentPage(standing: DocumentDetail): Promise<FakeStudio> {
  const studio = new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    listVersions: () => ({ versions: [] }),
    getDocument: () => standing,
  });
  await renderStudio(<DocumentPage documentId={standing.id} />);
  return studio;
}

import { DocumentRuns } from './document-runs.ts';
import { DocumentService, type DocumentServicePorts } from './document-service.ts';
import { JobService, type JobServicePorts } from './job-service.ts';
import type { SectionDraftingPorts } from './section-drafting.ts';

export interface DocumentServices {
  readonly documents: DocumentService;
  readonly jobs: JobService;
  readonly documentRuns: DocumentRuns;
}

type Ports = SectionDraftingPorts & Pick<JobServicePorts, 'atOnce' | 'groupOf'> & Omit<DocumentServicePorts, 'jobs' | 'documentRuns'>;

/** What plans, writes and keeps documents. */
export function createDocuments(ports: Ports): DocumentServices {
  const drafting = { ...ports, announce: (id: string) => documents.announce(id) };
  const jobs = new JobService(drafting);
  const documentRuns = new DocumentRuns({ ...drafting, startJob: (documentId, job) => jobs.start(documentId, job) });
  const documents: DocumentService = new DocumentService({ ...ports, jobs, documentRuns });
  return { documents, jobs, documentRuns };
}

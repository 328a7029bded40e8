import type { EndpointBody, EndpointResponse, StudioEvent } from '@maobi/contract';
import type { DocumentService } from '../documents/document-service.ts';
import type { ImageService } from '../images/image-service.ts';
import type { Store } from '../ports/store.ts';
import type { RunService } from '../runs/run-service.ts';
import type { StudioBin } from '../studio.ts';

interface BinServicePorts {
  readonly store: Store;
  readonly images: Pick<ImageService, 'tidySoon'>;
  readonly publish: (event: StudioEvent) => void;
  readonly documents: Pick<DocumentService, 'stopWork'>;
  readonly runs: Pick<RunService, 'stopConversation'>;
}

/** Everything that lies in the bin, whatever it is. */
export class BinService implements StudioBin {
  readonly #ports: BinServicePorts;

  constructor(ports: BinServicePorts) {
    this.#ports = ports;
  }

  async empty({ binnedUntil }: EndpointBody<'emptyBin'>): Promise<EndpointResponse<'emptyBin'>> {
    const { store, images, publish, runs } = this.#ports;
    const binned = await store.bin.contents(binnedUntil);
    for (const id of binned.documents) await this.#ports.documents.stopWork(id);
    for (const id of binned.conversations) await runs.stopConversation(id);
    const { documents, batches, conversations } = await store.bin.empty(binnedUntil);
    for (const id of conversations) publish({ type: 'conversation-deleted', id });
    for (const id of documents) publish({ type: 'document-deleted', id });
    for (const id of batches) publish({ type: 'batch-deleted', id });
    if (documents.length > 0) images.tidySoon();
    return { deletedCount: documents.length + batches.length + conversations.length };
  }
}

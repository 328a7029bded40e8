import type { StudioEvent, Template } from '@maobi/contract';
import type { TemplateLibrary } from '../ports/templates.ts';
import { BatchService, type BatchServicePorts } from './batch-service.ts';
import { BatchWriter, type BatchWriterPorts } from './batch-writer.ts';

export interface BatchServices {
  readonly batches: BatchService;
  readonly batchWriter: BatchWriter;
}

type Ports = Omit<BatchServicePorts & BatchWriterPorts, 'writer' | 'announce' | 'atOnce' | 'templateOf' | 'publish'> & {
  readonly templates: TemplateLibrary;
  readonly publish: (event: StudioEvent) => void;
};

/** What keeps tables and has their rows written. */
export function createBatches({ templates, ...ports }: Ports): BatchServices {
  const templateOf = (id: string): Promise<Template> => templates.get(id);
  const batchWriter = new BatchWriter({
    ...ports,
    templateOf,
    announce: (id) => batches.announce(id),
    atOnce: () => ports.models.textsAtOnce,
  });
  const batches: BatchService = new BatchService({ ...ports, templateOf, writer: batchWriter });
  return { batches, batchWriter };
}

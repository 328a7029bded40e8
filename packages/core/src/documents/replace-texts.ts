import type { EndpointBody, Id } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { ImageService } from '../images/image-service.ts';
import type { NewVersion } from '../ports/document-store.ts';
import type { Store } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import { rowOf } from './outline-merge.ts';
import { refuseLocked } from './refuse-locked.ts';
import { requireQuiet } from './section-view.ts';

interface ReplacingPorts {
  readonly store: Store;
  readonly surroundings: Surroundings;
  readonly images: ImageService;
}

/** Gives several sections other texts, all of them or none (W9). What was replaced already is left as it is. */
export async function replaceTexts(id: Id, { texts, source = 'user' }: EndpointBody<'replaceTexts'>, ports: ReplacingPorts): Promise<void> {
  const { documents } = ports.store;
  // before the sections: a row that is locked meanwhile is then refused with the revision
  const summary = await documents.summary(id);
  if (!summary) throw new StudioError('not-found', 'There is no such document.');
  const standing = await documents.sections(id);
  const sections = new Map(standing.map((section) => [section.id, section]));
  if (new Set(texts.map(({ sectionId }) => sectionId)).size < texts.length) {
    throw new StudioError('invalid-request', 'A section is named twice.', { hint: 'Send one text for each section.' });
  }
  if (texts.every((text) => sections.get(text.sectionId)?.version?.id === text.id)) return;
  for (const { sectionId } of texts) {
    const section = sections.get(sectionId);
    if (!section)
      throw new StudioError('conflict', 'A section is no longer in the outline.', { hint: 'Look at the document and try again.' });
    refuseLocked(section);
    requireQuiet(section);
  }
  const now = ports.surroundings.now();
  const versions: NewVersion[] = [];
  for (const text of texts) versions.push({ ...text, source, text: await ports.images.withFiles(text.text), now });
  await documents.replaceOutline(id, { revision: summary.revision, rows: standing.map(rowOf), versions, now });
}

import type { Brief, DocumentChecks, Id } from '@maobi/contract';
import { checkTexts } from '../checks/check-texts.ts';
import { StudioError } from '../errors.ts';
import type { HeadPorts } from './agreed-head.ts';
import { isBeingWritten } from './section-view.ts';

/** Checks what stands in the document now. A section that is being written is left out: it is not done. */
export async function documentChecks(id: Id, brief: Brief, ports: HeadPorts): Promise<DocumentChecks> {
  const [sections, outline, rules, { typographyOff }] = await Promise.all([
    ports.store.documents.sections(id),
    orNull(ports.fixedOutlineOf(brief)),
    orNull(ports.checksOf(brief)),
    ports.store.settings.read(),
  ]);
  // those of a form say how to write, not what to write about
  const instructions = new Set(outline?.flatMap(({ points }) => points));
  const texts = sections.flatMap((section) => {
    const { version, points } = section;
    if (!version || version.text.trim() === '' || isBeingWritten(section)) return [];
    const asked = points.filter((point) => !instructions.has(point));
    return [{ sectionId: section.id, versionId: version.id, text: version.text, points: asked }];
  });
  return checkTexts(texts, { mustInclude: brief.mustInclude, mustAvoid: brief.mustAvoid, rules, typographyOff });
}

/** A template that is gone hinders no check. */
async function orNull<T>(answer: Promise<T | null>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof StudioError && error.code === 'not-found') return null;
    throw error;
  }
}

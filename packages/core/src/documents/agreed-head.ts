import type { Brief, Id, Template } from '@maobi/contract';
import { briefRequest, type DocumentHead, documentHead } from '../actions/document-head.ts';
import { StudioError } from '../errors.ts';
import type { StoredSection } from '../ports/document-store.ts';
import type { Store } from '../ports/store.ts';

export interface HeadPorts {
  readonly store: Store;
  /** The template that the brief names; `null`: free writing. Throws as `TemplateLibrary.get`. */
  readonly templateOf: (brief: Brief) => Promise<Template | null>;
  /** How the brief is worded by its template or by the writer; `null`: as usual. Throws what `TemplateLibrary.get` and `fillTemplate` throw. */
  readonly wordingOf: (brief: Brief) => Promise<TemplateWording | null>;
  /** The form that the brief's template fixes, also while its fields are not filled in; `null`: the model plans. Throws as `TemplateLibrary.get`. */
  readonly fixedOutlineOf: (brief: Brief) => Promise<FixedOutline | null>;
  /** Names of what its template has the text checked for; `null`: of everything. Throws as `TemplateLibrary.get`. */
  readonly checksOf: (brief: Brief) => Promise<readonly string[] | null>;
}

/** Shares are relative to each other. */
export type FixedOutline = readonly { readonly heading: string; readonly points: readonly string[]; readonly share: number }[];

export interface TemplateWording {
  readonly system: string;
  /** In place of the usual request. */
  readonly request: string;
}

/**
 * The beginning of a document's prompts. While the brief stays what it was, it stays that of the job before, byte for byte, as long as a text
 * stands right behind it that would else be read anew: each section's own request tells what it is called now, and a changed outline is told where it
 * begins to differ.
 */
export async function agreedHead(documentId: Id, { store, wordingOf }: HeadPorts): Promise<{ head: DocumentHead; headKey: string }> {
  const document = await store.documents.summary(documentId);
  if (!document) throw new StudioError('not-found', 'There is no such document.');
  const sections = await store.documents.sections(documentId);
  const headKey = JSON.stringify(document.brief);
  const before = await store.jobs.latest(documentId, 'write');
  if (before?.kind === 'write' && before.request.headKey === headKey && stillBegins(before.request.head, sections)) {
    return { head: before.request.head, headKey };
  }
  const wording = await wordingOf(document.brief);
  const request = briefRequest(document.brief, wording?.request ?? null);
  const head = documentHead(request, sections, document.brief.language, wording?.system ?? null);
  return { head: { ...head, sectionIds: sections.map(({ id }) => id) }, headKey };
}

/** The outline is the same, or a section is written in front of where it differs. */
function stillBegins({ sectionIds = [] }: DocumentHead, sections: readonly StoredSection[]): boolean {
  const place = sections.findIndex(({ id }, index) => id !== sectionIds[index]);
  if (place < 0 && sections.length === sectionIds.length) return true;
  return sections.slice(0, place < 0 ? sections.length : place).some(({ version }) => version !== null && version.text.trim() !== '');
}

import type { Brief, Id, Template } from '@maobi/contract';
import { briefRequest, type DocumentHead, documentHead } from '../actions/document-head.ts';
import { StudioError } from '../errors.ts';
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
 * The beginning of a document's prompts. While brief and order of the sections stay what they were, it stays that of the job before, byte for
 * byte, even where a heading was changed since: each section's own request tells what it is called now.
 */
export async function agreedHead(documentId: Id, { store, wordingOf }: HeadPorts): Promise<{ head: DocumentHead; headKey: string }> {
  const document = await store.documents.summary(documentId);
  if (!document) throw new StudioError('not-found', 'There is no such document.');
  const sections = await store.documents.sections(documentId);
  const headKey = JSON.stringify([document.brief, sections.map(({ id }) => id)]);
  const before = await store.jobs.latest(documentId, 'write');
  if (before?.kind === 'write' && before.request.headKey === headKey) return { head: before.request.head, headKey };
  const wording = await wordingOf(document.brief);
  const request = briefRequest(document.brief, wording?.request ?? null);
  return { head: documentHead(request, sections, document.brief.language, wording?.system ?? null), headKey };
}

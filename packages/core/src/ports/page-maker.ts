import type { ExportPreset, WritingLanguage } from '@maobi/contract';

/** A document as it becomes a page. */
export interface PageDocument {
  readonly title: string;
  readonly language: WritingLanguage;
  /** How it is laid out. */
  readonly preset: ExportPreset;
  readonly sections: readonly PageSection[];
  /** The images of the studio that its text shows and that are still there: their addresses as data, by their names. */
  readonly images: ReadonlyMap<string, string>;
}

export interface PageSection {
  /** `null`: it is the whole document, and has a title only. */
  readonly heading: string | null;
  /** Markdown; never empty. */
  readonly text: string;
}

/**
 * Page port: lays a document out as one HTML file that holds all it shows, to be printed or read anywhere. Adapter: page-files. Nothing in the
 * text runs in it, and it fetches nothing.
 */
export type MakePage = (document: PageDocument) => Promise<string>;

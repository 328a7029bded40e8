import type { ExportPreset, WritingLanguage } from '@maobi/contract';
import type { Heading, Paragraph } from 'mdast';
import type { Footnotes } from './footnotes.ts';
import type { SetFormula } from './set-formulas.ts';

/** What drawing a node needs besides the node. */
export interface Drawing {
  readonly language: WritingLanguage;
  readonly preset: ExportPreset;
  /** What the places of the nodes are places in. */
  readonly source: string;
  /** Of the section, from 0. */
  readonly section: number;
  /** Where links with a label lead, by label. */
  readonly links: ReadonlyMap<string, string>;
  readonly headings: ReadonlyMap<Heading, DrawnHeading>;
  /** What a paragraph is to its letter, as a name for its style. */
  readonly roles: ReadonlyMap<Paragraph, string>;
  readonly notes: Footnotes;
  readonly images: ReadonlyMap<string, string>;
  readonly setFormula: SetFormula;
  readonly isInLink: boolean;
}

/** A heading as it stands on the page. */
export interface DrawnHeading {
  readonly level: number;
  readonly id: string;
  /** Put before it, e.g. `2.1`; empty where headings have none. */
  readonly number: string;
}

import type { PolishKind, RewriteKind, Section } from '@maobi/contract';
import type { KeptPolish } from '../polish/kept-polish.ts';
import type { PolishTarget } from '../polish/polish-target.ts';
import type { ShapeHandlers } from '../shape/shape-items.tsx';

/** What a section asks its page to do. The same object all the time, so that sections are not drawn anew. */
export interface SectionHandlers extends ShapeHandlers {
  /** Has it written, or goes on where it broke off. */
  readonly write: (section: Section) => void;
  readonly rewrite: (section: Section, kind: RewriteKind) => void;
  readonly undo: (section: Section) => void;
  /** Opens the choice of what to do with the whole text, beside the element; while changes elsewhere wait for a verdict, says so instead. */
  readonly polish: (section: Section, beside: Element) => void;
  /** Has a passage worded anew, or gone on from. */
  readonly polishPassage: (target: PolishTarget, kind: PolishKind) => void;
  /** Why no passage can be worded anew now: the changes of another one wait for a verdict; `null`: it can. */
  readonly whyNoPolish: () => string | null;
  readonly applyPolish: (section: Section, text: string) => void;
  /** Brings back wordings that were left without a verdict. */
  readonly lookAtPolish: (waiting: KeptPolish) => void;
  readonly dropPolish: (waiting: KeptPolish) => void;
  readonly showVersions: (section: Section) => void;
  /** Shows what was remarked on it beside the text. */
  readonly showComments: (section: Section) => void;
  readonly rename: (section: Section, heading: string) => void;
  readonly unlock: (section: Section) => void;
}

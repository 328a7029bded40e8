import type { DocumentHit } from '@maobi/contract';
import type { IconName } from '../icons/icon.tsx';

export const paletteGroups = ['documents', 'comments', 'batches', 'conversations', 'templates', 'commands'] as const;
type PaletteGroup = (typeof paletteGroups)[number];

/** One line of the palette, and what choosing it does. */
export interface PaletteEntry {
  /** Unlike that of any other line. */
  readonly id: string;
  readonly group: PaletteGroup;
  readonly icon: IconName;
  readonly name: string;
  /** A second, smaller line. */
  readonly detail?: string;
  /** The text around what was found, in place of `detail`. */
  readonly parts?: DocumentHit['parts'];
  /** How much of it was found. */
  readonly extent?: string;
  /** The keys that do the same. */
  readonly keys?: readonly string[];
  readonly run: () => void;
}

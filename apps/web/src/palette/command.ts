import type { TFunction } from 'i18next';
import { catalogue } from '../language/catalogue.ts';
import type { PaletteEntry } from './palette-entry.ts';

export type CommandName = Exclude<keyof typeof catalogue.en.palette.command, 'goTo'>;

export interface Command extends Omit<PaletteEntry, 'group'> {
  /** Other words under which it is found: those of both languages. */
  readonly words: readonly string[];
}

/** Under its own name in the language shown, found by its names in both. */
export function commandOf(t: TFunction, id: CommandName, does: Pick<Command, 'icon' | 'run' | 'keys'>): Command {
  return {
    id,
    name: t(`palette.command.${id}`),
    words: [catalogue.zh.palette.command[id], catalogue.en.palette.command[id]],
    ...does,
  };
}

import type { Section } from '@maobi/contract';
import { useTranslation } from '../../language/use-translation.ts';
import { MenuItem } from '../../menu/menu-item.tsx';
import { canMerge, canSplit } from './use-shaping.ts';

export interface ShapeItemsProps {
  readonly section: Section;
  /** The one that follows in the outline. */
  readonly next: Section | undefined;
  readonly handlers: ShapeHandlers;
}

export interface ShapeHandlers {
  /** Asks where to cut it. */
  readonly split: (section: Section) => void;
  /** Joins it and the next. */
  readonly merge: (section: Section) => void;
}

/** The lines of a menu that split a section and merge it, where that is possible. */
export function ShapeItems({ section, next, handlers }: ShapeItemsProps) {
  const { t } = useTranslation();
  return (
    <>
      {canSplit(section) && <MenuItem icon="split" text={t('shape.split')} onClick={() => handlers.split(section)} />}
      {canMerge(section, next) && <MenuItem icon="merge" text={t('shape.merge')} onClick={() => handlers.merge(section)} />}
    </>
  );
}

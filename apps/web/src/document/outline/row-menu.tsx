import { Menu } from '@base-ui/react/menu';
import type { Section, WritingLanguage } from '@maobi/contract';
import type { ReactElement } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import type { RowHandlers } from './outline-row-view.tsx';
import { ShapeItems } from '../shape/shape-items.tsx';
import { MenuFrame } from '../../menu/menu-frame.tsx';
import { MenuItem } from '../../menu/menu-item.tsx';
import { useSuggestionCost } from './use-suggestion-cost.ts';

interface RowMenuProps {
  readonly section: Section;
  /** The row below it. */
  readonly next: Section | undefined;
  readonly handlers: RowHandlers;
  readonly language: WritingLanguage;
  /** In tokens a second; `null`: not known yet. */
  readonly pace: number | null;
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly onEdit: () => void;
}

/** What can be done to one row of the outline. */
export function RowMenu({ section, next, language, pace, handlers, trigger, onEdit }: RowMenuProps) {
  const { t } = useTranslation();
  const { isLocked } = section;
  const cost = useSuggestionCost(language, pace);
  return (
    <MenuFrame trigger={trigger}>
      {!isLocked && (
        <>
          <MenuItem icon="edit" text={t('document.outline.edit')} takesFocus onClick={onEdit} />
          <MenuItem icon="refresh" text={t('document.outline.suggest')} cost={cost} onClick={() => handlers.suggest(section)} />
        </>
      )}
      <MenuItem icon="up" text={t('document.outline.moveUp')} onClick={() => handlers.moveBy(section.id, -1)} />
      <MenuItem icon="chevron" text={t('document.outline.moveDown')} onClick={() => handlers.moveBy(section.id, 1)} />
      <ShapeItems section={section} next={next} handlers={handlers} />
      <MenuItem
        icon={isLocked ? 'unlock' : 'lock'}
        text={isLocked ? t('document.outline.unlock') : t('document.outline.lock')}
        onClick={() => handlers.put({ ...section, isLocked: !isLocked })}
      />
      {!isLocked && (
        <>
          <Menu.Separator className="menu-line" />
          <MenuItem icon="bin" text={t('document.outline.remove')} onClick={() => handlers.remove(section)} />
        </>
      )}
    </MenuFrame>
  );
}

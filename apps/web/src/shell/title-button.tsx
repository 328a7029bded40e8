import type { ComponentProps } from 'react';
import { Icon } from '../icons/icon.tsx';
import { textLanguage } from '../language/text-language.ts';
import { MenuButton } from '../menu/menu-button.tsx';

interface TitleButtonProps extends Pick<ComponentProps<typeof MenuButton>, 'renderMenu'> {
  readonly name: string;
}

/** The name of what is open, in the top bar; a press opens its menu. */
export function TitleButton({ name, renderMenu }: TitleButtonProps) {
  return (
    <MenuButton
      trigger={
        <button type="button" className="btn plain title-button">
          <span className="truncate" lang={textLanguage(name)}>
            {name}
          </span>
          <Icon name="chevron" small />
        </button>
      }
      renderMenu={renderMenu}
    />
  );
}

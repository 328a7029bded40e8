import { Menu } from '@base-ui/react/menu';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { togglePreference, useReadingPreferences } from './reading-preferences.ts';
import './reading.css';

/** The lines of a menu that change how the document is seen. */
export function ReadingItems({ isChinese }: { readonly isChinese: boolean }) {
  const { t } = useTranslation();
  const preferences = useReadingPreferences();
  const names = isChinese ? (['isFocused', 'isTypewriter', 'isIndented'] as const) : (['isFocused', 'isTypewriter'] as const);
  return names.map((name) => (
    <Menu.CheckboxItem
      key={name}
      className="menu-item reading-item"
      checked={preferences[name]}
      closeOnClick
      onCheckedChange={() => togglePreference(name)}
    >
      <Menu.CheckboxItemIndicator className="reading-mark" keepMounted>
        <Icon name="check" />
      </Menu.CheckboxItemIndicator>
      {t(`reading.${name}`)}
    </Menu.CheckboxItem>
  ));
}

import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';

const panes = [
  { name: 'outline', icon: 'list' },
  { name: 'text', icon: 'brush' },
  { name: 'aide', icon: 'chat' },
] as const;

export type PaneName = (typeof panes)[number]['name'];

/** On phones: which of the three sides of a document is shown. */
export function PaneTabs({ shown, onShow }: { readonly shown: PaneName; readonly onShow: (pane: PaneName) => void }) {
  const { t } = useTranslation();
  return (
    <nav className="dock document-dock only-phone" aria-label={t('document.panes.label')}>
      {panes.map(({ name, icon }) => (
        <button key={name} type="button" aria-current={name === shown ? 'true' : undefined} onClick={() => onShow(name)}>
          <Icon name={icon} />
          {t(`document.panes.${name}`)}
        </button>
      ))}
    </nav>
  );
}

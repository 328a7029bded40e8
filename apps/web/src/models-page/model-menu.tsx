import { Menu } from '@base-ui/react/menu';
import type { Model } from '@maobi/contract';
import { useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { useModelActions } from '../models/model-actions.ts';

/** Verify and remove, for a model whose file is here. */
export function ModelMenu({ model }: { readonly model: Model }) {
  const { t } = useTranslation();
  const actions = useModelActions();
  const [isVerifying, setIsVerifying] = useState(false);
  const verify = async () => {
    setIsVerifying(true);
    await actions.verify(model);
    setIsVerifying(false);
  };
  return (
    <>
      {isVerifying && (
        <span className="note" role="status">
          {t('models.verifying')}
        </span>
      )}
      <Menu.Root>
        <Menu.Trigger
          render={
            <button type="button" className="icon-btn" aria-label={t('models.actions', { name: model.name })}>
              <Icon name="more" />
            </button>
          }
        />
        <Menu.Portal>
          <Menu.Positioner className="menu-place" sideOffset={4} align="end" collisionPadding={8}>
            <Menu.Popup className="float menu">
              <Menu.Item className="menu-item" disabled={isVerifying} onClick={() => void verify()}>
                <Icon name="check" />
                {t('models.verify')}
              </Menu.Item>
              <Menu.Item className="menu-item" onClick={() => actions.remove(model)}>
                <Icon name="bin" />
                {t(model.installed?.isLinked ? 'models.unlink' : 'models.remove')}
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </>
  );
}

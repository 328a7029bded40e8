import type { Model } from '@maobi/contract';
import { useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { MenuFrame } from '../menu/menu-frame.tsx';
import { MenuItem } from '../menu/menu-item.tsx';
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
      <MenuFrame
        isClosedAtFirst
        trigger={
          <button type="button" className="icon-btn" aria-label={t('models.actions', { name: model.name })}>
            <Icon name="more" />
          </button>
        }
      >
        <MenuItem icon="check" text={t('models.verify')} disabled={isVerifying} onClick={() => void verify()} />
        <MenuItem
          icon="bin"
          text={t(model.installed?.isLinked ? 'models.unlink' : 'models.remove')}
          onClick={() => actions.remove(model)}
        />
      </MenuFrame>
    </>
  );
}

import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import type { Branches } from '../tree/message-tree.ts';

interface BranchSwitchProps {
  readonly kind: 'question' | 'answer';
  readonly branches: Branches;
  readonly onShow: (messageId: string) => void;
}

/** ‹ 2/3 ›: goes through what was asked or answered at the same place. Nothing when there is only one. */
export function BranchSwitch({ kind, branches: { ids, index }, onShow }: BranchSwitchProps) {
  const { t } = useTranslation();
  if (ids.length < 2) return null;
  const values = { number: index + 1, count: ids.length };
  const label = kind === 'question' ? t('conversation.branch.question', values) : t('conversation.branch.answer', values);
  const step = (by: -1 | 1) => {
    const id = ids[index + by];
    return (
      <button
        type="button"
        className="icon-btn quiet"
        data-turned={by}
        disabled={id === undefined}
        aria-label={by < 0 ? t('conversation.branch.previous') : t('conversation.branch.next')}
        onClick={() => id !== undefined && onShow(id)}
      >
        <Icon name="back" small />
      </button>
    );
  };
  return (
    <fieldset className="branches" aria-label={label}>
      {step(-1)}
      <span className="num" aria-hidden="true">
        {index + 1}/{ids.length}
      </span>
      {step(1)}
    </fieldset>
  );
}

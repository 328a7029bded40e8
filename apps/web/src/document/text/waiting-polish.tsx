import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import type { KeptPolish } from '../polish/kept-polish.ts';
import type { SectionHandlers } from './section-handlers.ts';

interface WaitingPolishProps {
  readonly waiting: KeptPolish;
  readonly handlers: SectionHandlers;
}

/** Below a section: another wording of one of its passages was not decided on, as when the page was left meanwhile. */
export function WaitingPolish({ waiting, handlers }: WaitingPolishProps) {
  const { t } = useTranslation();
  return (
    <div className="outcome">
      <Icon name="edit" small />
      <p>{t('wording.waiting')}</p>
      <button type="button" className="btn" onClick={() => handlers.lookAtPolish(waiting)}>
        {t('wording.look')}
      </button>
      <button type="button" className="btn plain" onClick={() => handlers.dropPolish(waiting)}>
        {t('wording.drop')}
      </button>
    </div>
  );
}

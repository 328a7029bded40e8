import type { Section } from '@maobi/contract';
import { lazy, type MouseEvent, type ReactNode } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { MenuButton } from '../../menu/menu-button.tsx';
import { canMerge, canSplit } from '../shape/use-shaping.ts';
import type { ShownState } from '../writing-progress.ts';
import type { SectionHandlers } from './section-handlers.ts';
import type { UndoStep } from './use-model-undo.ts';

const SectionMenu = lazy(() => import('../shape/section-menu.tsx').then((m) => ({ default: m.SectionMenu })));

interface SectionActionsProps {
  readonly section: Section;
  /** The one that follows. */
  readonly next: Section | undefined;
  readonly state: ShownState;
  /** A job has the model in hand; another one would be refused. */
  readonly isJobActive: boolean;
  /** What can be done with the model's last change. */
  readonly undoStep: UndoStep | null;
  readonly commentCount: number;
  readonly handlers: SectionHandlers;
  readonly onEdit: () => void;
}

/** What can be done with a section, in words, below it. */
export function SectionActions(props: SectionActionsProps) {
  const { section, next, state, isJobActive, undoStep, handlers, onEdit } = props;
  const { t } = useTranslation();
  const isEmpty = section.count === 0;
  if (section.isLocked) {
    return (
      <div className="section-actions">
        <span className="note">{t('document.section.locked')}</span>
        <Action onClick={() => handlers.unlock(section)}>{t('document.outline.unlock')}</Action>
        <Comments {...props} />
      </div>
    );
  }
  const busy = isJobActive ? t('document.section.busy') : null;
  return (
    <div className="section-actions">
      <Comments {...props} />
      {isEmpty && state !== 'waiting' && (
        <Action onClick={() => handlers.write(section)} unavailable={busy}>
          {t('document.section.write')}
        </Action>
      )}
      {!isEmpty && (
        <Action onClick={() => handlers.rewrite(section, 'rewrite')} unavailable={busy}>
          {t('document.section.rewrite')}
        </Action>
      )}
      {!isEmpty && <Action onClick={(event) => handlers.polish(section, event.currentTarget)}>{t('document.section.polish')}</Action>}
      <Action onClick={onEdit}>{isEmpty ? t('document.section.writeMyself') : t('document.section.edit')}</Action>
      {section.version && <Action onClick={() => handlers.showVersions(section)}>{t('document.section.versions')}</Action>}
      <MoreActions section={section} next={next} handlers={handlers} />
      {undoStep && (
        <Action onClick={() => handlers.undo(section)} isAlwaysShown>
          {t(`document.section.${undoStep}`)}
        </Action>
      )}
    </div>
  );
}

/** How many there are, and the way to them. */
function Comments({ section, commentCount, handlers }: Pick<SectionActionsProps, 'section' | 'commentCount' | 'handlers'>) {
  const { t } = useTranslation();
  if (commentCount === 0) return null;
  return (
    <Action onClick={() => handlers.showComments(section)} isAlwaysShown>
      {t('comments.inSection', { count: commentCount })}
    </Action>
  );
}

/** Splits and merges; there is no button where neither is possible. */
function MoreActions({ section, next, handlers }: Pick<SectionActionsProps, 'section' | 'next' | 'handlers'>) {
  const { t } = useTranslation();
  if (!canSplit(section) && !canMerge(section, next)) return null;
  return (
    <MenuButton
      trigger={
        <button type="button" className="text-action more-action" aria-label={t('shape.more', { heading: section.heading })}>
          <Icon name="more" small />
        </button>
      }
      renderMenu={(trigger) => <SectionMenu section={section} next={next} handlers={handlers} trigger={trigger} />}
    />
  );
}

interface ActionProps {
  readonly onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  /** Why not now; `null`: it can be done. */
  readonly unavailable?: string | null;
  /** Also while the section is not looked at. */
  readonly isAlwaysShown?: boolean;
  readonly children: ReactNode;
}

function Action({ onClick, unavailable = null, isAlwaysShown = false, children }: ActionProps) {
  return (
    <button
      type="button"
      className="text-action"
      data-shown={isAlwaysShown || undefined}
      aria-disabled={unavailable !== null || undefined}
      title={unavailable ?? undefined}
      onClick={(event) => unavailable === null && onClick(event)}
    >
      {children}
    </button>
  );
}

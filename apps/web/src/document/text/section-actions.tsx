import type { Section } from '@maobi/contract';
import { lazy, type MouseEvent } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { MenuButton } from '../../menu/menu-button.tsx';
import { canMerge, canSplit } from '../shape/use-shaping.ts';
import type { ShownState } from '../writing-progress.ts';
import type { SectionHandlers } from './section-handlers.ts';
import type { UndoStep } from './use-model-undo.ts';
import { orElseNever } from '../../shell/until-there.ts';

const SectionMenu = lazy(orElseNever(() => import('../shape/section-menu.tsx').then((m) => ({ default: m.SectionMenu }))));

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
        <Action of={section} text={t('document.outline.unlock')} onClick={() => handlers.unlock(section)} />
        <Comments {...props} />
      </div>
    );
  }
  const busy = isJobActive ? t('document.section.busy') : null;
  return (
    <div className="section-actions">
      <Comments {...props} />
      {isEmpty && state !== 'waiting' && (
        <Action of={section} text={t('document.section.write')} onClick={() => handlers.write(section)} unavailable={busy} />
      )}
      {!isEmpty && (
        <Action of={section} text={t('document.section.rewrite')} onClick={() => handlers.rewrite(section, 'rewrite')} unavailable={busy} />
      )}
      {!isEmpty && (
        <Action of={section} text={t('document.section.polish')} onClick={(event) => handlers.polish(section, event.currentTarget)} />
      )}
      <Action of={section} text={t(`document.section.${isEmpty ? 'writeMyself' : 'edit'}`)} onClick={onEdit} />
      {section.version && <Action of={section} text={t('document.section.versions')} onClick={() => handlers.showVersions(section)} />}
      <MoreActions section={section} next={next} handlers={handlers} />
      {undoStep && <Action of={section} text={t(`document.section.${undoStep}`)} onClick={() => handlers.undo(section)} isAlwaysShown />}
    </div>
  );
}

/** How many there are, and the way to them. */
function Comments({ section, commentCount, handlers }: Pick<SectionActionsProps, 'section' | 'commentCount' | 'handlers'>) {
  const { t } = useTranslation();
  if (commentCount === 0) return null;
  return (
    <Action
      of={section}
      text={t('comments.inSection', { count: commentCount })}
      onClick={() => handlers.showComments(section)}
      isAlwaysShown
    />
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
  /** Whoever does not see where the button stands hears what it is called. */
  readonly of: Section;
  readonly text: string;
  readonly onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  /** Why not now; `null`: it can be done. */
  readonly unavailable?: string | null;
  /** Also while the section is not looked at. */
  readonly isAlwaysShown?: boolean;
}

function Action({ of, text, onClick, unavailable = null, isAlwaysShown = false }: ActionProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="text-action"
      aria-label={t('shell.named', { action: text, name: of.heading })}
      data-shown={isAlwaysShown || undefined}
      aria-disabled={unavailable !== null || undefined}
      title={unavailable ?? undefined}
      onClick={(event) => unavailable === null && onClick(event)}
    >
      {text}
    </button>
  );
}

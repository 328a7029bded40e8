import { Menu } from '@base-ui/react/menu';
import type { ReactElement } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { MenuFrame } from '../menu/menu-frame.tsx';
import { MenuItem } from '../menu/menu-item.tsx';
import type { JobRowProps } from './job-row.tsx';

interface JobMenuProps extends Pick<JobRowProps, 'job' | 'canMove' | 'actions' | 'onMove'> {
  /** The button that opens it. */
  readonly trigger: ReactElement;
}

/** Where a job can be moved, and the way to end it. */
export function JobMenu({ job, canMove, actions, onMove, trigger }: JobMenuProps) {
  const { t } = useTranslation();
  return (
    <MenuFrame trigger={trigger}>
      {canMove.up && <MenuItem icon="up" text={t('jobs.first')} onClick={() => onMove('first')} />}
      {canMove.up && <MenuItem icon="up" text={t('jobs.up')} onClick={() => onMove('up')} />}
      {canMove.down && <MenuItem icon="chevron" text={t('jobs.down')} onClick={() => onMove('down')} />}
      {canMove.down && <MenuItem icon="chevron" text={t('jobs.last')} onClick={() => onMove('last')} />}
      {(canMove.up || canMove.down) && <Menu.Separator className="menu-line" />}
      <MenuItem icon="stop" text={t('jobs.stop')} onClick={() => void actions.stop(job)} />
    </MenuFrame>
  );
}

import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import type { ShownState } from '../writing-progress.ts';

/** The sign of a section's state; the words beside it say the same. */
export function StateMark({ state, isLocked }: { readonly state: ShownState; readonly isLocked: boolean }) {
  const { t } = useTranslation();
  if (isLocked) return <Mark label={t('document.state.locked')} icon="lock" kind="locked" />;
  if (state === 'done') return <Mark label={t('document.state.done')} icon="check" kind="done" />;
  if (state === 'writing') return <Mark label={t('document.state.writing')} icon="brush" kind="writing" />;
  if (state === 'short' || state === 'long') return <Mark label="" icon="warning" kind="short" />;
  if (state === 'failed') return <Mark label="" icon="warning" kind="failed" />;
  if (state === 'stopped' || state === 'interrupted') return <i className="broken-mark" data-state={state} aria-hidden="true" />;
  if (state === 'empty') return null;
  return <i className={state === 'reading' ? 'dot reading' : 'dot ring'} aria-hidden="true" />;
}

interface MarkProps {
  /** Empty where words beside it say the same. */
  readonly label: string;
  readonly icon: 'lock' | 'check' | 'brush' | 'warning';
  readonly kind: string;
}

function Mark({ label, icon, kind }: MarkProps) {
  return (
    <span className={`state-mark ${kind}`} {...(label === '' ? {} : { title: label })}>
      <Icon name={icon} small />
      {label !== '' && <span className="sr">{label}</span>}
    </span>
  );
}

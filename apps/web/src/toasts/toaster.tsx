import { useTranslation } from '../language/use-translation.ts';
import { joined } from '../language/error-text.ts';
import { Icon } from '../icons/icon.tsx';
import { dismissToast, holdToast, resumeToast, takeToastAction, useToasts } from './toasts.ts';
import './toaster.css';

/** Where toasts stand, and the live region that reads them out. */
export function Toaster() {
  const { t } = useTranslation();
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className="toaster" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className="toast"
          onMouseEnter={() => holdToast(toast.id)}
          onMouseLeave={() => resumeToast(toast.id)}
          onFocus={() => holdToast(toast.id)}
          onBlur={() => resumeToast(toast.id)}
        >
          {toast.isFailure && <Icon name="warning" />}
          <p>{toast.hint ? joined(toast.text, toast.hint) : toast.text}</p>
          {toast.action && (
            <button type="button" className="toast-action" onClick={() => takeToastAction(toast.id)}>
              {toast.action.label}
            </button>
          )}
          <button type="button" className="toast-close" aria-label={t('shell.close')} onClick={() => dismissToast(toast.id)}>
            <Icon name="close" small />
          </button>
        </div>
      ))}
    </div>
  );
}

import { useRef } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { joined } from '../language/error-text.ts';
import { Icon } from '../icons/icon.tsx';
import { usePhone } from '../shell/use-phone.ts';
import { dismissToast, holdToast, releaseToast, shownToasts, takeToastAction, useToasts } from './toasts.ts';
import { toastKey, useToastKey } from './use-toast-key.ts';
import './toaster.css';

/** Where toasts stand, and the live region that reads them out. */
export function Toaster() {
  const { t } = useTranslation();
  usePhone(); // as many as there is room for
  const toasts = shownToasts(useToasts((state) => state.toasts));
  const place = useRef<HTMLDivElement>(null);
  useToastKey(place);
  return (
    <div className="toaster" ref={place} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className="toast"
          onMouseEnter={() => holdToast(toast.id, 'pointer')}
          onMouseLeave={() => releaseToast(toast.id, 'pointer')}
          onFocus={() => holdToast(toast.id, 'focus')}
          onBlur={() => releaseToast(toast.id, 'focus')}
        >
          {toast.isFailure && <Icon name="warning" />}
          <p>{toast.hint ? joined(toast.text, toast.hint) : toast.text}</p>
          {toast.action && (
            <>
              <span className="sr">{t('shell.toastKey', { key: toastKey })}</span>
              <button type="button" className="toast-action" aria-keyshortcuts={toastKey} onClick={() => takeToastAction(toast.id)}>
                {toast.action.label}
              </button>
            </>
          )}
          <button type="button" className="toast-close" aria-label={t('shell.close')} onClick={() => dismissToast(toast.id)}>
            <Icon name="close" small />
          </button>
        </div>
      ))}
    </div>
  );
}

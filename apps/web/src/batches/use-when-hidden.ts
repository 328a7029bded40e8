import { useEffect, useEffectEvent } from 'react';

/** Runs whenever the page is hidden or left, for a phone may never bring it back, and when the component goes. */
export function useWhenHidden(work: () => void): void {
  const hide = useEffectEvent(work);
  useEffect(() => {
    const hear = () => hide();
    const hearHidden = () => {
      if (document.visibilityState === 'hidden') hide();
    };
    addEventListener('pagehide', hear);
    document.addEventListener('visibilitychange', hearHidden);
    return () => {
      removeEventListener('pagehide', hear);
      document.removeEventListener('visibilitychange', hearHidden);
      hide();
    };
  }, []);
}

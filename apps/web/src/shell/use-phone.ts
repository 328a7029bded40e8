import { useSyncExternalStore } from 'react';

const phone = '(max-width: 760px)';

/** Whether the page is one narrow column. */
export function usePhone(): boolean {
  return useSyncExternalStore(subscribe, isPhone);
}

/** Whether it is now; what is drawn uses {@link usePhone}. */
export function isPhone(): boolean {
  return window.matchMedia(phone).matches;
}

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(phone);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

/** Runs whenever the page is hidden or left: a phone may never bring it back. Returns the way to end it. */
export function whenLeft(work: () => void): () => void {
  const onHidden = () => {
    if (document.visibilityState === 'hidden') work();
  };
  addEventListener('pagehide', work);
  document.addEventListener('visibilitychange', onHidden);
  return () => {
    removeEventListener('pagehide', work);
    document.removeEventListener('visibilitychange', onHidden);
  };
}

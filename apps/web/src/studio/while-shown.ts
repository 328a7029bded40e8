/**
 * Has something followed while the page is there. A browser may put a page aside when it is left and bring it back as it was: it heard nothing in
 * between, so it lets go when it is left and begins anew when it comes back. Returns the way to end it.
 */
export function whileShown(follow: (signal: AbortSignal) => void): () => void {
  let leaving = new AbortController();
  const leave = () => leaving.abort();
  const comeBack = ({ persisted }: PageTransitionEvent) => {
    // told of a page that has just been loaded, too
    if (!persisted) return;
    leave();
    leaving = new AbortController();
    follow(leaving.signal);
  };
  addEventListener('pagehide', leave);
  addEventListener('pageshow', comeBack);
  follow(leaving.signal);
  return () => {
    removeEventListener('pagehide', leave);
    removeEventListener('pageshow', comeBack);
    leave();
  };
}

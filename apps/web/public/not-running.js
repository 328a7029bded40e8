// Asks whether the studio is back, and opens the page that was wanted.
(() => {
  const everyMs = 2000;
  let isAsking = false;
  const ask = async () => {
    if (isAsking) return;
    isAsking = true;
    try {
      const answer = await fetch('/health', { cache: 'no-store' });
      if (answer.ok) location.reload();
    } catch {
      // not yet
    } finally {
      isAsking = false;
    }
  };
  setInterval(ask, everyMs);
  // after sleep, or when the window is looked at again, at once
  addEventListener('online', ask);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && ask());
})();

import { ownScript } from '../own-scripts/own-script.ts';

/**
 * Lets an installed studio say that its server does not run. Without it everything works all the same, so nothing is made of a browser that
 * refuses.
 */
export async function registerServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register(ownScript('/service-worker.js'), { updateViaCache: 'none' });
  } catch {
    // a private window, for example
  }
}

interface ScriptPolicy {
  createScriptURL(address: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): ScriptPolicy;
}

const address = '/service-worker.js';

/**
 * Lets an installed studio say that its server does not run. Without it everything works all the same, so nothing is made of a browser that
 * refuses. The page's policy lets scripts be named only by the policy `maobi`, which knows this one address.
 */
export async function registerServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    const { trustedTypes } = window as { trustedTypes?: PolicyFactory };
    const policy = trustedTypes?.createPolicy('maobi', { createScriptURL: () => address });
    await navigator.serviceWorker.register(policy?.createScriptURL(address) ?? address, { updateViaCache: 'none' });
  } catch {
    // a private window, for example
  }
}

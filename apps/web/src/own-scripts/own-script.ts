interface ScriptPolicy {
  createScriptURL(address: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): ScriptPolicy;
}

let policy: ScriptPolicy | undefined;

/**
 * The address of a script of our own, in the form that the page's policy asks for. It lets scripts be named only by the policy `maobi`, and
 * a browser makes that once: whoever makes it again gets nothing. Throws a `TypeError` for an address on another server.
 */
export function ownScript(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  policy ??= trustedTypes?.createPolicy('maobi', { createScriptURL: onlyHere });
  return policy?.createScriptURL(address) ?? onlyHere(address);
}

function onlyHere(address: string): string {
  if (new URL(address, location.href).origin !== location.origin) throw new TypeError(`No script is taken from ${address}.`);
  return address;
}

/** Web Crypto only, so that the API runs wherever `Request` and `Response` do. */
const encoder = new TextEncoder();

/** 256 random bits, URL-safe. */
export function newSecret(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** Whether two secrets are equal, in a time that does not tell where they differ. */
export async function equalSecrets(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([digest(one), digest(other)]);
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= (a[index] ?? 0) ^ (b[index] ?? 0);
  return difference === 0;
}

/** First 64 bits of the hash, as hex: names a secret without telling it. */
export async function fingerprint(secret: string): Promise<string> {
  return Array.from((await digest(`fingerprint:${secret}`)).slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Signs and checks short texts with a key that is derived from the secret for this purpose alone. */
export async function createSigner(secret: string, purpose: string): Promise<Signer> {
  const material = await digest(`${purpose}:${secret}`);
  const key = await crypto.subtle.importKey('raw', material, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
  return {
    sign: async (text) => base64Url(new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)))),
    verify: async (text, signature) => {
      const bytes = fromBase64Url(signature);
      return bytes !== null && crypto.subtle.verify('HMAC', key, bytes, encoder.encode(text));
    },
  };
}

export interface Signer {
  sign(text: string): Promise<string>;
  verify(text: string, signature: string): Promise<boolean>;
}

async function digest(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text)));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]{1,200}$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  } catch {
    return null; // not base64 at all
  }
}

import { createSigner, equalSecrets, fingerprint, newSecret } from './secrets.ts';

/** A browser stays signed in this long after it was opened through a launch link. */
const sessionSeconds = 30 * 24 * 3600;
/** Launch links that were printed but never opened; older ones stop working. */
const openLaunchTokens = 16;

export interface SecurityOptions {
  /**
   * Secret of this data folder, 256 bits. It opens the API like a key, signs sessions, and survives restarts, so that a
   * page open in the browser goes on after one.
   */
  readonly secret: string;
  /** Exact `Host` values that are answered, in lower case with port, e.g. `127.0.0.1:4160`. Asked for each request. */
  readonly hosts: () => readonly string[];
  /** The API key that people copy into other programs. */
  readonly apiKey: () => Promise<string>;
  /** Seconds since 1970. */
  readonly nowSeconds: () => number;
}

/** Who may talk to the studio: hosts, keys, launch tokens and sessions. */
export interface Security {
  isHostAllowed(host: string): boolean;
  /** Whether this Bearer secret opens the API. */
  isKey(candidate: string): Promise<boolean>;
  /** A fresh token that turns the first browser that brings it into a session. */
  newLaunchToken(): string;
  /** Uses the token up; `false` when it is unknown or was used. */
  redeem(token: string): boolean;
  /** `Set-Cookie` of a new session. */
  sessionCookie(): Promise<string>;
  /** Whether the `Cookie` header carries a session of this studio that has not expired. */
  hasSession(cookieHeader: string | null): Promise<boolean>;
}

export async function createSecurity(options: SecurityOptions): Promise<Security> {
  const signer = await createSigner(options.secret, 'session');
  // cookies ignore ports: the name keeps two studios on one machine apart
  const cookieName = `maobi-session-${await fingerprint(options.secret)}`;
  const launchTokens = new Set<string>();
  return {
    isHostAllowed: (host) => options.hosts().includes(host.toLowerCase()),
    isKey: async (candidate) => {
      const checks = await Promise.all([equalSecrets(candidate, options.secret), equalSecrets(candidate, await options.apiKey())]);
      return checks.includes(true);
    },
    newLaunchToken: () => {
      const token = newSecret();
      launchTokens.add(token);
      const [oldest] = launchTokens;
      if (launchTokens.size > openLaunchTokens && oldest) launchTokens.delete(oldest);
      return token;
    },
    // a lookup by hash, not a comparison: its time tells nothing about other tokens
    redeem: (token) => launchTokens.delete(token),
    sessionCookie: async () => {
      const claim = `${options.nowSeconds() + sessionSeconds}.${newSecret()}`;
      const value = `${claim}.${await signer.sign(claim)}`;
      return `${cookieName}=${value}; Path=/; Max-Age=${sessionSeconds}; HttpOnly; SameSite=Strict`;
    },
    hasSession: async (cookieHeader) => {
      for (const value of cookieValues(cookieHeader, cookieName)) {
        const [expires = '', nonce = '', signature = ''] = value.split('.');
        const isSigned = await signer.verify(`${expires}.${nonce}`, signature);
        if (isSigned && Number(expires) > options.nowSeconds()) return true;
      }
      return false;
    },
  };
}

function cookieValues(header: string | null, name: string): string[] {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}

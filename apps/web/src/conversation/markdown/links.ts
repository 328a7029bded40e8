const allowedSchemes = new Set(['http:', 'https:', 'mailto:']);

export interface SafeLink {
  readonly href: string;
  /** Where it leads, for the writer to see before following it. */
  readonly host: string;
}

/** An address from model-written text that may become a link; `null` for anything but the web and mail. */
export function safeLink(url: string): SafeLink | null {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return null;
  }
  if (!allowedSchemes.has(parsed.protocol)) return null;
  return { href: parsed.href, host: parsed.protocol === 'mailto:' ? parsed.pathname : parsed.host };
}

// a bare address in Chinese text runs on until the next space; no address contains these
const endOfBareAddress = /[\p{Script=Han}，。；：！？、（）《》〈〉「」『』【】“”‘’…—]/u;

/** A bare address as GFM found it, parted from the Chinese words that follow it without a space. */
export function cutBareAddress(address: string): { readonly address: string; readonly rest: string } {
  const end = address.search(endOfBareAddress);
  return end < 0 ? { address, rest: '' } : { address: address.slice(0, end), rest: address.slice(end) };
}

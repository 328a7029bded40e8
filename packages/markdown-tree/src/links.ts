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

// no address contains Chinese punctuation or, written bare, Chinese words: without spaces they are the sentence going on
const bareAddress =
  /https?:\/\/[^\s<>"'`|\\\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。；：！？、（）《》〈〉「」『』【】“”‘’…—]+/gu;

export interface TextPart {
  readonly text: string;
  /** It is an address. */
  readonly isAddress: boolean;
}

/** A text parted at the addresses that stand bare in it. */
export function partAtAddresses(text: string): readonly TextPart[] {
  if (!text.includes('://')) return [{ text, isAddress: false }];
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(bareAddress)) {
    const address = withoutSentenceEnd(match[0]);
    if (match.index > end) parts.push({ text: text.slice(end, match.index), isAddress: false });
    parts.push({ text: address, isAddress: true });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), isAddress: false });
  return parts;
}

/** The mark that ends a sentence, or closes the bracket an address stands in, is not part of it. */
function withoutSentenceEnd(address: string): string {
  const trimmed = address.replace(/[.,;:!?*_~]+$/, '');
  const closes = trimmed.endsWith(')') && trimmed.split(')').length > trimmed.split('(').length;
  return closes ? withoutSentenceEnd(trimmed.slice(0, -1)) : trimmed;
}

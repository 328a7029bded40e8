/** Of Chinese texts before UTF-8 was usual: the mainland's and Taiwan's. Almost any bytes of one can be read as the other, as other words. */
const oldEncodings = ['gb18030', 'big5'] as const;

/** What Windows calls Unicode; only a byte order mark tells of it. */
const markedEncodings = ['utf-16le', 'utf-16be'] as const;

export type TextEncodingName = 'utf-8' | (typeof oldEncodings)[number] | (typeof markedEncodings)[number];

interface Reading {
  readonly text: string;
  readonly encoding: TextEncodingName;
}

/** What bytes say as a text. `unclear`: two readings are as likely. `none`: it is no text that can be read here. */
export type DecodedText =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: TextEncodingName }
  | { readonly kind: 'unclear'; readonly readings: readonly Reading[] }
  | { readonly kind: 'none' };

/** Share of usual characters below which it is another encoding, read as this one. Traditional Chinese in GB18030 has the fewest. */
const leastShare = 0.25;
/** By how much more usual one reading has to be than the other. */
const clearDifference = 0.1;

/**
 * Reads UTF-8, UTF-16 with a byte order mark, else GB18030 or Big5, whichever makes usual characters of the bytes. A byte order mark stays. Never
 * throws.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const text = decoded(bytes, 'utf-8');
  if (text !== null) return { kind: 'text', text, encoding: 'utf-8' };
  const marked = markedEncoding(bytes);
  const wide = marked && decoded(bytes, marked);
  if (marked && wide !== null) return { kind: 'text', text: wide, encoding: marked };
  const readings = oldEncodings
    .flatMap((encoding) => {
      const read = decoded(bytes, encoding);
      return read === null ? [] : [{ text: read, encoding, share: usualShare(bytes, encoding) }];
    })
    .filter(({ share }) => share >= leastShare)
    .toSorted((one, other) => other.share - one.share);
  const [best, second] = readings;
  if (!best) return { kind: 'none' };
  if (second && best.share - second.share < clearDifference) return { kind: 'unclear', readings };
  return { kind: 'text', text: best.text, encoding: best.encoding };
}

function markedEncoding([first, second]: Uint8Array): (typeof markedEncodings)[number] | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

function decoded(bytes: Uint8Array, encoding: TextEncodingName): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** Both standards list the usual characters first, so a character's first byte tells whether it is one; marks come before them. */
const usual: Readonly<Record<(typeof oldEncodings)[number], (lead: number, trail: number) => boolean>> = {
  gb18030: (lead, trail) => trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3)),
  big5: (lead) => lead >= 0xa1 && lead <= 0xc6,
};

/** Of the characters that take two bytes. Those of four bytes, which only GB18030 has, count as unusual ones. */
function usualShare(bytes: Uint8Array, encoding: (typeof oldEncodings)[number]): number {
  let [count, usualCount] = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    const [lead = 0, trail = 0] = [bytes[at], bytes[at + 1]];
    if (lead < 0x80) continue;
    count += 1;
    if (usual[encoding](lead, trail)) usualCount += 1;
    at += encoding === 'gb18030' && trail >= 0x30 && trail <= 0x39 ? 3 : 1;
  }
  return count === 0 ? 0 : usualCount / count;
}

/** As people write them. */
export const encodingNames: Readonly<Record<TextEncodingName, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  gb18030: 'GB18030',
  big5: 'Big5',
};
const excerptLength = 12;

/** What people read who chose bytes that were not decoded. @param name of the file or table, at the beginning of the sentence */
export function decodingProblem(decoded: Exclude<DecodedText, { readonly kind: 'text' }>, name: string): { message: string; hint: string } {
  if (decoded.kind === 'none') {
    return { message: `${name} is no text in UTF-8, UTF-16, GB18030 or Big5.`, hint: 'Save it as UTF-8.' };
  }
  const [one, other] = decoded.readings.map(({ encoding, text }) => `${encodingNames[encoding]} (“${excerptOf(text)}”)`);
  return { message: `${name} may be ${one} or ${other}; which one, its bytes do not say.`, hint: 'Save it as UTF-8.' };
}

/** Where the readings differ first. */
function excerptOf(text: string): string {
  const from = Math.max(0, text.search(/[^\p{ASCII}]/u));
  return text
    .slice(from, from + excerptLength)
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

import { describe, expect, it } from 'vitest';
import { decodeText, decodingProblem } from './decode-text.ts';

/** Bytes of a text in an encoding that the platform only reads. */
function encoded(text: string, encoding: 'gb18030' | 'big5'): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const bytesOf = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(new Uint8Array([lead, trail]));
      if ([...character].length === 1 && !bytesOf.has(character)) bytesOf.set(character, [lead, trail]);
    }
  }
  return new Uint8Array([...text].flatMap((character) => bytesOf.get(character) ?? [character.charCodeAt(0)]));
}

const simplified = '主题,读者,字数\n春天,小学生,300\n城市里的蜜蜂,邻居,800\n';
const traditional = '主題,讀者,字數\n春天,小學生,300\n城市裡的蜜蜂,鄰居,800\n';

describe('decodeText', () => {
  it.each([
    ['gb18030', simplified],
    ['gb18030', '北京\n上海\n'],
    ['gb18030', '国家博物馆的早晨，我们排着队。'],
    // traditional Chinese, as a program of the mainland saves it
    ['gb18030', '這個時候，國際會議廳裡沒有聲音。\n'],
    ['big5', traditional],
    ['big5', '題目\n春天\n'],
    ['big5', '臺北的早晨，我們在車站等了很久。後來下起雨來，誰也沒有帶傘。'],
  ] as const)('reads %s: %s', (encoding, text) => {
    expect(decodeText(encoded(text, encoding))).toEqual({ kind: 'text', text, encoding });
  });

  it('reads UTF-8 whenever it is that, with its byte order mark', () => {
    const text = '\uFEFF主题 🙂';
    const bytes = new TextEncoder().encode(text);
    expect(decodeText(bytes)).toEqual({ kind: 'text', text, encoding: 'utf-8' });
    expect(decodeText(new Uint8Array())).toEqual({ kind: 'text', text: '', encoding: 'utf-8' });
  });

  it.each([
    ['utf-16le', [0xff, 0xfe, 0x25, 0x66, 0x61, 0]],
    ['utf-16be', [0xfe, 0xff, 0x66, 0x25, 0, 0x61]],
  ] as const)('reads %s by its byte order mark', (encoding, bytes) => {
    expect(decodeText(new Uint8Array(bytes))).toEqual({ kind: 'text', text: '\uFEFF春a', encoding });
  });

  it('says that it is unclear where two readings are as likely, and gives both', () => {
    const unclear = decodeText(encoded('a,\n北京', 'gb18030'));
    if (unclear.kind !== 'unclear') throw new Error(`It is taken for ${unclear.kind}.`);
    expect(decodingProblem(unclear, 'a.csv').message).toMatch(/^a\.csv may be GB18030 \(“北京”\) or Big5 \(“\p{Script=Han}{2}”\)/u);
  });

  it.each([
    ['Latin letters with accents', new Uint8Array([0x72, 0xe9, 0x73, 0x75, 0x6d, 0xe9, 0x73])],
    ['half a character of UTF-16', new Uint8Array([0xff, 0xfe, 0x61, 0, 0x62])],
    ['what is no text', new Uint8Array([0, 1, 2, 255])],
  ])('makes no Chinese of %s', (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ kind: 'none' });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachment } from './attachment.ts';

const realName = (header: string): string => decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(header)![1]!);

describe('the name of a download', () => {
  it('keeps a Chinese title and gives old programs an ASCII one', () => {
    expect(attachment('未来的教育.md')).toBe(
      `attachment; filename="_____.md"; filename*=UTF-8''%E6%9C%AA%E6%9D%A5%E7%9A%84%E6%95%99%E8%82%B2.md`,
    );
  });

  it('drops what no file system takes or what could end the header', () => {
    expect(realName(attachment('a/b\\c:d*e?f"g<h>i|j\r\nset-cookie: x.json'))).toBe('a b c d e f g h i j set-cookie x.json');
    expect(realName(attachment('../../etc/passwd.md'))).toBe('etc passwd.md');
    expect(realName(attachment('.md'))).toBe('md');
    expect(realName(attachment('///.md'))).toBe('maobi.md');
  });

  it('is short enough for every file system', () => {
    expect(Array.from(realName(attachment(`${'长'.repeat(5000)}.md`))).length).toBeLessThan(160);
  });

  it('is one safe header value for any title at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (title) => {
        const header = attachment(`${title}.md`);
        expect(new Headers({ 'content-disposition': header }).get('content-disposition')).toBe(header);
        expect(header).toMatch(/^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[\w.!#$&+^`|~%-]+$/);
        expect(realName(header)).not.toMatch(/[/\\\p{Cc}]/u);
      }),
    );
  });
});

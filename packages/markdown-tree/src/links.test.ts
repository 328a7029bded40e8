import { describe, expect, it } from 'vitest';
import { partAtAddresses, safeLink } from './links.ts';

const addresses = (text: string) => partAtAddresses(text).flatMap((part) => (part.isAddress ? [part.text] : []));

describe('bare addresses', () => {
  it.each([
    ['见https://a.com/x。后面', ['https://a.com/x']],
    ['（https://a.com/路径）', ['https://a.com/']],
    ['see (https://a.org/b_(c)), and http://x.y.', ['https://a.org/b_(c)', 'http://x.y']],
    ['无', []],
  ])('are found in %j', (text, found) => {
    expect(addresses(text)).toEqual(found);
  });

  it('leave the text around them as it was', () => {
    const text = '甲https://a.com，乙http://b.cn/c?d=e。丙';
    expect(
      partAtAddresses(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});

describe('a link from model-written text', () => {
  it('leads to the web or to mail, and shows where', () => {
    expect(safeLink('https://例子.cn/a')?.host).toBe('xn--fsqu00a.cn');
    expect(safeLink('mailto:a@b.cn')).toEqual({ href: 'mailto:a@b.cn', host: 'a@b.cn' });
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '/api/settings', 'streamdown:incomplete-link', ''])(
    'is no link: %j',
    (url) => {
      expect(safeLink(url)).toBeNull();
    },
  );
});

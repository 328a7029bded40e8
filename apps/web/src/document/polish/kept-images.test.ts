import { describe, expect, it } from 'vitest';
import { withKeptImages } from './kept-images.ts';

const own = `![图](/api/images/${'a1'.repeat(16)}-900x420.png)`;
const other = `![他](/api/images/${'b2'.repeat(16)}-900x420.png "题")`;

describe('images in a passage that is worded anew', () => {
  it('W24: stay where the model left them', () => {
    expect(withKeptImages(`甲${own}乙`, `新的${own}词`)).toBe(`新的${own}词`);
    const redescribed = own.replace('图', '另一种说法');
    expect(withKeptImages(own, redescribed)).toBe(redescribed);
  });

  it('W24: come back where the model lost them', () => {
    expect(withKeptImages(`甲${own}乙`, '新词。')).toBe(`新词。 ${own}`);
    expect(withKeptImages(`甲\n\n${own}\n\n乙`, '新甲\n\n新乙')).toBe(`新甲\n\n${own}\n\n新乙`);
    expect(withKeptImages(`甲\n\n乙${own}\n\n${other}`, '合在一起')).toBe(`合在一起 ${own}\n\n${other}`);
  });

  it('W24: are none that the model made up', () => {
    expect(withKeptImages('甲', `新的${other}词`)).toBe('新的词');
    expect(withKeptImages(`甲${own}`, `新${own.replace('900x420', '900x42')}`)).toBe(`新 ${own}`);
    expect(withKeptImages('甲', '新的![网上的](https://a.b/c.png)词')).toBe('新的![网上的](https://a.b/c.png)词');
  });
});

import { describe, expect, it } from 'vitest';
import { lostFacts } from './lost-facts.ts';

describe('lostFacts', () => {
  it.each([
    ['门票45元，比2019年多12元。', '门票45元，比以前多了12元。', ['2019']],
    ['《红楼梦》里写道：“满纸荒唐言”。', '书里写道：“满纸荒唐言”。', ['《红楼梦》']],
    ['See https://example.org/a?b=1, page 3.', 'See page 3.', ['https://example.org/a?b=1']],
    ['Then Oleg Brandt paid 1,640 dollars.', 'Then he paid 1,640 dollars.', ['Oleg Brandt']],
    ['没有什么可丢。', '全都变了。', []],
  ])('of %j against %j: %j', (before, after, lost) => {
    expect(lostFacts(before, after).map((fact) => fact)).toEqual(lost);
  });
});

import { expect, it } from 'vitest';
import { titleOrder } from './title-order.ts';

const sorted = (titles: readonly string[]) =>
  titles.toSorted((one, other) => (titleOrder(one) < titleOrder(other) ? -1 : titleOrder(one) > titleOrder(other) ? 1 : 0));

it('H38 puts titles where they are looked up: digits, letters of either case, then Chinese by pinyin', () => {
  const titles = ['《边城》读后', '周报', 'zebra', '阿姨的菜', 'Apple', '2026 计划', '“春”', 'banana', '中秋'];
  expect(sorted(titles)).toEqual(['2026 计划', 'Apple', 'banana', 'zebra', '阿姨的菜', '《边城》读后', '“春”', '中秋', '周报']);
});

it('H38 tells titles apart by what comes behind the same beginning', () => {
  expect(sorted(['春天的河', '春天', '春分'])).toEqual(['春分', '春天', '春天的河']);
});

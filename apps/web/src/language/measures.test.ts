import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import './language.ts';
import { createMeasures, periodOf } from './measures.ts';

const chinese = createMeasures(i18next.getFixedT('zh'), 'zh');
const english = createMeasures(i18next.getFixedT('en'), 'en');

describe('measures', () => {
  it('give files decimal and memory binary units, as systems show them', () => {
    expect(english.fileSize(2_497_281_120)).toBe('2.5 GB');
    expect(english.fileSize(639_446_688)).toBe('639 MB');
    expect(english.memory(16 * 2 ** 30)).toBe('16 GB');
    expect(english.fileSize(120e9)).toBe('120 GB');
    expect(english.memory(1400 * 2 ** 30)).toBe('1,400 GB');
  });

  it('never say that a file that is there takes no room', () => {
    expect(english.fileSize(3_210)).toBe('3 KB');
    expect(english.fileSize(12)).toBe('1 KB');
    expect(english.fileSize(940_000)).toBe('940 KB');
    expect(english.fileSize(1_210_000)).toBe('1.2 MB');
  });

  it('write durations in words, coarser as they grow', () => {
    expect(chinese.duration(56_000)).toBe('56 秒');
    expect(chinese.duration(170_000)).toBe('2 分 50 秒');
    expect(english.duration(120_000)).toBe('2 min');
    expect(english.duration(47 * 60_000 + 20_000)).toBe('47 min');
    expect(english.duration(3_900_000)).toBe('1 h 5 min');
  });

  it('count characters in Chinese and words in English', () => {
    expect(chinese.rate(6.4)).toBe('9.6 字/秒');
    expect(english.rate(6.4)).toBe('4.8 words/s');
    expect(english.tokenRate(1868.4)).toBe('1,868 tok/s');
  });

  it('do not pretend to know an estimate to the second', () => {
    expect(chinese.roughWritingTime(800, 10)).toBe('50 秒');
    expect(chinese.roughWritingTime(800, 3)).toBe('3 分钟');
  });

  it('tell a moment of today by the clock, others by the day, and the year where it is another', () => {
    const now = new Date();
    const nineToday = new Date(now).setHours(9, 5);
    expect(chinese.moment(new Date(nineToday).toISOString())).toBe('09:05');
    expect(english.moment(new Date(nineToday).toISOString())).toBe('09:05');
    const longAgo = new Date(now.getFullYear() - 1, 2, 7, 9).toISOString();
    expect(chinese.moment(longAgo)).toBe(`${now.getFullYear() - 1}年3月7日`);
    expect(english.moment(longAgo)).toBe(`Mar 7, ${now.getFullYear() - 1}`);
  });
});

describe('periodOf', () => {
  const noon = new Date(2026, 10, 24, 12).getTime();
  const at = (year: number, month: number, day: number) => new Date(year, month - 1, day, 9).toISOString();

  it('goes by the calendar days of the writer', () => {
    expect(periodOf(at(2026, 11, 24), noon)).toBe('today');
    expect(periodOf(at(2026, 11, 23), noon)).toBe('yesterday');
    expect(periodOf(at(2026, 11, 18), noon)).toBe('thisWeek');
    expect(periodOf(at(2026, 11, 1), noon)).toBe('thisMonth');
    expect(periodOf(at(2026, 8, 1), noon)).toBe('earlier');
  });
});

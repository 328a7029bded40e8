import { testTemplate } from '@maobi/testkit';
import { expect, it } from 'vitest';
import { briefOfRow } from './row-brief.ts';

const taken = (language: string, topic: string) => {
  const { brief, problems } = briefOfRow({ topic, language }, {}, testTemplate());
  return brief?.language ?? problems.map(({ code }) => code).join();
};

it.each([
  'zh',
  'zh-CN',
  'ZH_Hans',
  'zho',
  'cn',
  'Chinese',
  'chinese ',
  'Simplified Chinese',
  'Chinese (Simplified)',
  'Mandarin',
  '中文',
  '中文（简体）',
  '中',
  '汉语',
  '漢語',
  '华语',
  '华文',
  '国语',
  '普通话',
  '简体',
  '简体中文',
  '简中',
  'Ｃｈｉｎｅｓｅ',
])('B12 takes %s for Chinese, whatever the topic is written in', (name) => {
  expect(taken(name, 'Spring')).toBe('zh');
});

it.each([
  'en',
  'en-US',
  'EN',
  'eng',
  'English',
  'British English',
  'American English',
  'English (US)',
  '英文',
  '英语',
  '英語',
  '美式英语',
  '英',
  'Ｅｎｇｌｉｓｈ',
])('B12 takes %s for English, whatever the topic is written in', (name) => {
  expect(taken(name, '春天')).toBe('en');
});

it.each(['x', 'entish', 'zhang', 'Traditional Chinese', 'Chinese (Traditional)', '法语', 'French'])(
  'B12 refuses %s as a language',
  (name) => {
    expect(taken(name, '春天')).toBe('no-language');
  },
);

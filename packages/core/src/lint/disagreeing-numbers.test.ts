import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintText } from './lint-text.ts';

/** The numbers that disagree with an earlier one, each with that one. */
function found(text: string): [string, string | undefined][] {
  return lintText(text).flatMap(({ rule, start, end, other }) =>
    rule === 'disagreeing-numbers' ? [[text.slice(start, end), text.slice(other?.start, other?.end)]] : [],
  );
}

describe('T10 disagreeing numbers', () => {
  it('names both places', () => {
    expect(found('全村有三百户。后来修了路。全村320户，都通了电。')).toEqual([['全村320户', '全村有三百户']]);
    expect(found('全村 320 户，都通了电。全村共有 三百 户人家。')).toEqual([['全村共有 三百 户', '全村 320 户']]);
  });

  it.each([
    ['参加人数共320人。参加人数共302人。'],
    ['参加人数为一百二十人。参加人数为120人，参加人数共一百零二人。'],
    ['门票价格为三十五元。门票价格是45元。'],
    ['全校有三千五百名学生。全校3600名学生都来了。'],
    ['总投资为两万元。总投资为2.5万元。'],
    ['总投资达1.2万元，总投资达到一点五万元。'],
    ['用电量占百分之三十。会上说，用电量占35%。'],
    ['用电量占比为三成。用电量占比为百分之四十。'],
    ['人口约为三百户。人口为四百户。'],
    ['成立时间是1998年。成立时间是一九八九年。'],
    ['工期是三个月。工期为5个月。'],
    ['人口：3万。人口：两万。'],
    ['距离为五公里。距离是十五公里。'],
    ['去年，全村有三百户。去年，全村有320户。'],
    ['去年，全村有三百户；去年，全村有320户。'],
    ['据统计，全村有三百户。总之，全村有320户。'],
    ['方案一：总成本为三万元。方案一：总成本为五万元。'],
    ['全长为6.3公里。全长为7公里。'],
    ['全年有120天下雨。全年有130天下雨。'],
    ['- 全村有三百户。\n- 全村有320户。'],
    ['全村有三百户。\n\n## 经济\n\n全村有320户。'],
    ['# 村志\n\n全村有三百户。\n\n## 经济\n\n全村有320户。'],
    ['## 方案一\n\n价格：30元\n\n### 细目\n\n价格：50元'],
    ['## 方案一 ##\n\n价格：30元\n\n## 方案一\n\n价格：50元'],
    ['```sh\n# 一\n```\n价格：30元\n\n```sh\n# 二\n```\n价格：50元'],
    ['For model A, the accuracy is 90%. For model A, the accuracy is 80%.'],
    ['The price is 30 dollars a month. But the price is 40 dollars a month.'],
    ['The price of the ticket is 45 euros. The price of the ticket was forty euros.'],
    ['The number of members is twenty-five people. The number of members was 26 people.'],
    ['The total was two thousand five hundred dollars. The total was 2,600 dollars.'],
    ['The population of the town is half a million people. The population of the town is 600,000 people.'],
    ['The share of women is thirty percent. The share of women is 35%.'],
    ['The budget is 1.2 million dollars. The budget is 1.4 million dollars.'],
  ])('finds %s', (text) => {
    expect(found(text)).toHaveLength(1);
  });

  it.each([
    ['the same number, written otherwise', '全村有三百二十户。全村320户。全村共有 320 户人家。'],
    ['the same number, written otherwise', '总投资为1.2万元。总投资为12,000元。总投资为一万二千元。'],
    ['the same share', '用电量占比为三成。用电量占比为30%。用电量占比为百分之三十。'],
    [
      'the same number in English',
      'The total was 2,500 dollars. The total was two thousand five hundred dollars. The total was 2.5 thousand dollars.',
    ],
    ['a number that was rounded', '参加人数为1.2万人。参加人数为11980人。'],
    ['what is only about so many', '全村约有三百户。全村有320户。全村三百一十户左右。'],
    ['more or fewer than so many', '全村有三百多户。全村有320户。全村有三百余户。全村有三百户以上。'],
    ['seven or eight', '屋里有七八个人。屋里有九个人。教室有三五百人。教室有八百人。'],
    ['一 as an article', '桌上有一个苹果。桌上有三个苹果。院子有一些树。院子有一百棵树。'],
    [
      'words in which numerals stand',
      '心意是三心二意。心意是四面八方。结果是十分满意。结果是九分。态度是千万别急。态度是百度一下。结果是万一。',
    ],
    ['words in which numerals stand', '结论是一切都好。结论是两全其美。形状是三角形。形状是五角形。家里是三口之家。家里是五口人。'],
    ['words in which numerals stand', '生活是一日三餐。生活是三天两头跑。生活是五天一次。地点是三年级。地点是五年级。'],
    ['fractions', '面积是三分之一。面积是四分之一。'],
    ['the first and the third', '这队是第一名。本队是第三名。第一组有三十人。第二组有四十人。第一，有三十人。第三，有四十人。'],
    ['dates and times', '会期是3月5日。会期是4月6日。时间是三月五日。时间是四月六日。开会是3点30分。开会是4点20分。'],
    ['a span and a year', '工期是三年。工期是2024年。'],
    ['other years', '2023年，全村有三百户。2024年，全村有320户。去年，全校有三千人。今年，全校有四千人。'],
    ['other years in English', 'In 2023 the price of the ticket was 45 euros. In 2024 the price of the ticket was 50 euros.'],
    ['other things of one unit', '教室有三十个学生。教室有二十个座位。'],
    [
      'what is pointed at',
      '其中有三十人。其中有五十人。这里有三十人。这里有五十人。今天有三十人。今天有五十人。每天有八小时。每天有十小时。',
    ],
    ['the end of a longer name', '希望小学三年级学生人数为30人。光明小学三年级学生人数为40人。'],
    ['some of them', '全村三百户通了电。全村二百户通了水。'],
    ['weekdays', '星期有七天。星期三天气晴。'],
    ['members of a set', '成员共三成员。成员共五成员。'],
    ['one of the, two of the', 'The goal is one of the best. The goal is two of the best. The plan is five-year. The plan is six years.'],
    ['a choice or a span', 'The total was two or three pages. The total was five or six pages. The total is two to three pages.'],
    ['years in words', 'The year of birth was nineteen forty people. The year of birth was nineteen fifty people.'],
    ['what changes in between', '起初，队伍有20人。后来，队伍有50人。'],
    ['what changes in between', '80年代，人口为3万人。90年代，人口为4万人。价格是30元。打折后，价格是25元。'],
    ['what changes in between', '气温为20度。到了夜里，气温为5度。屋里有三个人。门开了。又进来一个，屋里有四个人。'],
    ['what changes in between', 'Before the change, the cost was 30 dollars. After the change, the cost was 20 dollars.'],
    ['other cases', '若不修路，总成本为三万元。若修路，总成本为五万元。方案一：总成本为三万元。方案二：总成本为六万元。'],
    ['other cases', '北京：面积为16410平方公里。上海：面积为6340平方公里。实验一：样本有30个。实验二：样本有40个。'],
    ['other cases in one sentence', '北京：面积为16410平方公里；上海：面积为6340平方公里。起初，队伍有20人；后来，队伍有50人。'],
    ['other cases', 'For model A, the accuracy is 90%. For model B, the accuracy is 80%.'],
    ['other cases', 'In Berlin the price of the ticket is 3 euros. In Paris the price of the ticket is 2 euros.'],
    ['other headings', '## 方案一\n\n价格：30元\n\n## 方案二\n\n价格：50元'],
    ['other headings', '# 选址\n\n## 方案一\n\n### 费用\n\n- 总成本为三万元。\n\n## 方案二\n\n### 费用\n\n- 总成本为五万元。'],
    ['other headings', '### Model A\n\nThe accuracy is 90%.\n\n### Model B\n\nThe accuracy is 80%.'],
    ['other parts', '村里有三十户人家。村里有二十户养羊。桌上有三本书。桌上有两本书是我的。全年有365天。全年有120天下雨。'],
    ['other parts', 'The share of women is 3% in Q1. The share of women is 4% in Q2.'],
    ['other parts', 'The price is 30 dollars a month. The price is 300 dollars a year. The price is 3,000 dollars.'],
    ['a number that was rounded', '全长为6.3公里。全长为6公里。全长为6.28公里。占比为三成。占比为32%。'],
    ['how exact a number is', '大约有三十人报名。大约有二十人入选。一共有三十人。一共有二十人。'],
    [
      'how many belong to one',
      'The sum of two numbers is even. The sum of three numbers is odd. The age of eighteen years. The age of 21 years.',
    ],
    ['how many belong to one', 'The team of five people won. The team of three people lost.'],
    ['more than so many', 'The total was over 300 people. The total was 350 people. The total was nearly 400 people.'],
    ['more than so many', '参加人数超过300人。参加人数为350人。参加人数近400人。参加人数至少三百人。'],
    ['about so many', 'The total was about three hundred people. The total was 320 people.'],
  ])('finds nothing wrong with %s: %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it('finds two numbers in digits and in characters exactly where they differ', () => {
    const digits = '零一二三四五六七八九';
    const tens = fc.integer({ min: 2, max: 99 });
    const written = (value: number) =>
      `${value >= 20 ? digits[Math.floor(value / 10)] : ''}${value >= 10 ? '十' : ''}${value % 10 === 0 ? '' : digits[value % 10]}`;
    fc.assert(
      fc.property(tens, tens, (one, other) => {
        expect(found(`全村有${written(one)}户。全村有${other}户。`)).toHaveLength(one === other ? 0 : 1);
      }),
    );
  });
});

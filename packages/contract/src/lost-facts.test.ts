import { describe, expect, it } from 'vitest';
import { lostFacts, lostReferences } from './lost-facts.ts';

describe('W13 what a new wording lost', () => {
  it.each([
    ['门票45元，比2019年多12元。', '门票45元，比以前多了12元。', ['2019']],
    ['《红楼梦》里写道：“满纸荒唐言”。', '书里写道：“满纸荒唐言”。', ['《红楼梦》']],
    ['See https://example.org/a?b=1, page 3.', 'See page 3.', ['https://example.org/a?b=1']],
    ['Then Oleg Brandt paid 1,640 dollars.', 'Then he paid 1,640 dollars.', ['Oleg Brandt']],
    ['没有什么可丢。', '全都变了。', []],
  ])('of %j against %j: %j', (before, after, lost) => {
    expect(lostFacts(before, after)).toEqual(lost);
  });

  it.each([
    ['共2处，到2023年。', '到2023年。', ['2']],
    ['长3.5米。', '长3米。', ['3.5米']],
    ['占45%。', '占45。', ['45%']],
    ['It took 45% of it.', 'It took 45 percent of it.', []],
    ['有 5 万人。', '有5万人。', []],
    ['有5万人。', '有5人。', ['5万']],
    ['It cost 1,640 dollars.', 'It cost 1640 dollars.', []],
    ['气温-5℃。', '气温5℃。', ['-5℃']],
    ['第3到5页。', '第3-5页。', []],
  ])('of the numbers of %j against %j: %j', (before, after, lost) => {
    expect(lostFacts(before, after)).toEqual(lost);
  });

  it.each([
    ['有学者[^2]在2023年说过。', '有学者在2023年说过。', ['[^2]']],
    ['见[指南](/docs/a)。', '见指南。', ['/docs/a']],
    ['见[指南](https://a.b/c)。', '请看。', ['指南', 'https://a.b/c']],
    ['见[指南](https://a.b/c)。', '请看[指南](https://a.b/c)。', []],
    ['写信到 a.b@example.org 即可。', '写信即可。', ['a.b@example.org']],
  ])('of the references of %j against %j: %j', (before, after, lost) => {
    expect(lostFacts(before, after)).toEqual(lost);
  });

  it.each([
    ['先用git提交，再装 numpy。', '先提交，再装 numpy。', ['git']],
    ['先用git提交。', '先用 Git 提交。', []],
    ['用 git 提交。', '用 digital 方式提交。', ['git']],
    ['We use the tool git here.', 'We use the tool here.', []],
  ])('of the names of %j against %j: %j', (before, after, lost) => {
    expect(lostFacts(before, after)).toEqual(lost);
  });

  it('in another language are footnotes and addresses alone', () => {
    const before = '学者[^2]说 git 占45%，见[指南](https://a.b/c)。';
    expect(lostReferences(before, 'A scholar[^2] said so, see the [guide](https://a.b/c).')).toEqual([]);
    expect(lostReferences(before, 'A scholar said so.')).toEqual(['[^2]', 'https://a.b/c']);
  });
});

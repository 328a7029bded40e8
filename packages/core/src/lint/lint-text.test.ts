import { describe, expect, it } from 'vitest';
import type { LintRuleName } from './lint-rule.ts';
import { lintText } from './lint-text.ts';
import { missingPoints } from './missing-points.ts';

/** What one rule finds, as text. */
function found(text: string, rule: LintRuleName): string[] {
  return lintText(text).flatMap((finding) => (finding.rule === rule ? [text.slice(finding.start, finding.end)] : []));
}

/** Microseconds that linting computes, however much else the machine does meanwhile. */
function processorTimeOf(text: string): number {
  const before = process.cpuUsage();
  lintText(text);
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

describe('lintText', () => {
  it('finds connectives where they are a habit, and only there', () => {
    const habit = '首先，我们要看清楚。其次，要动手。雨停了。最后，要坚持。\n\nMoreover, it rains.';
    expect(found(habit, 'connectives')).toEqual(['首先', '其次', '最后', 'Moreover']);
    expect(found('首先，我们要看清楚。雨停了，街上没有人。最后，他回家了。', 'connectives')).toEqual([]);
    expect(found('首都很大。首都很老。首都很美。Firstborn sons left.', 'connectives')).toEqual([]);
  });

  it.each([
    ['它的意义不在于热闹，而在于改变。', '不在于热闹，而在于'],
    ['这不是终点，而是起点。', '不是终点，而是'],
    ['It is not just a tool, but a partner.', 'is not just a tool, but'],
    ["This isn't about speed; it is about care.", "isn't about speed; it"],
    ['Not only is it fast, but also cheap.', 'Not only is it fast, but also'],
  ])('finds the denial that praises: %s', (text, part) => {
    expect(found(text, 'not-but')).toEqual([part]);
  });

  it('finds nothing of that where something is simply denied', () => {
    expect(found('这不是我的伞。他没有来，而是去了上海。The door is not open. It rains.', 'not-but')).toEqual([]);
  });

  it('finds three clauses that begin alike', () => {
    expect(found('它是光，是火，是希望。', 'triple-parallelism')).toEqual([]);
    expect(found('它是一束光，是一团火，是一种希望，也是家。', 'triple-parallelism')).toEqual(['它是一束光，是一团火，是一种希望']);
    expect(found('我们需要勇气，我们需要耐心，我们需要时间。', 'triple-parallelism')).toEqual(['我们需要勇气，我们需要耐心，我们需要时间']);
    expect(found('We need more time, we need more rest, we need more light.', 'triple-parallelism')).toHaveLength(1);
    expect(found('他买了米，买了油，回家了。', 'triple-parallelism')).toEqual([]);
  });

  it('finds sentences that march in step', () => {
    const even = '春天的风吹过了田野。夏天的雨落在了屋顶。秋天的叶铺满了小路。冬天的雪盖住了远山。孩子们在院里追跑着。老人们在门前说着话。';
    expect(found(even, 'even-sentences')).toEqual([even]);
    expect(found(`${even.slice(0, 30)}好。一场谁也没有料到的大雨把整个下午都留在了屋檐下面，也把我们留下了。`, 'even-sentences')).toEqual(
      [],
    );
  });

  it('finds stock phrases in both languages', () => {
    expect(found('随着科技的飞速发展，人工智能为教育赋能。', 'stock-phrases')).toEqual(['随着科技的飞速发展', '赋能']);
    expect(found('We delve into a rich tapestry of ideas.', 'stock-phrases')).toEqual(['delve', 'tapestry']);
  });

  it('finds sentences that come again, also with a word changed, and says where they stood', () => {
    const text = '邻居家的孩子把计划贴在墙上。雨停了。\n\n## 二\n\n邻居家的孩子把计划贴在墙上了！短句。短句。';
    const [finding] = lintText(text).filter(({ rule }) => rule === 'duplicate-sentences');
    expect(text.slice(finding?.start, finding?.end)).toBe('邻居家的孩子把计划贴在墙上了！');
    expect(text.slice(finding?.other?.start, finding?.other?.end)).toBe('邻居家的孩子把计划贴在墙上。');
    expect(found(text, 'duplicate-sentences')).toHaveLength(1);
  });

  it('T9 takes hardly longer over numbers where no sentence ends', () => {
    const textOf = (end: string) => Array.from({ length: 1_250 }, (_unused, index) => `价格为${30 + index}元${end}`).join('');
    let [endless, ending] = [Infinity, Infinity];
    // the least of many, because the garbage of other tests is collected at any time
    for (let tries = 0; tries < 60 && endless >= 2 * ending; tries += 1) {
      endless = Math.min(endless, processorTimeOf(textOf('，')));
      ending = Math.min(ending, processorTimeOf(textOf('。')));
    }
    expect(endless).toBeLessThan(2 * ending);
  });

  it('finds numbers that disagree', () => {
    expect(found('参加人数共320人。后来统计，参加人数共302人，参加人数共320人。', 'disagreeing-numbers')).toEqual(['参加人数共302人']);
    expect(found('The price of the ticket is 45 euros. Later the price of the ticket was 40 euros.', 'disagreeing-numbers')).toHaveLength(
      1,
    );
    expect(found('他有3本书，她有4本书。', 'disagreeing-numbers')).toEqual([]);
  });

  it('does not look into code, and keeps places right behind it', () => {
    expect(lintText('```\n首先。其次。最后。赋能。\n```\n`赋能`与$赋能$')).toEqual([]);
    expect(found('看`代码`。这为我们赋能。', 'stock-phrases')).toEqual(['赋能']);
  });

  it.each(['', '\n\n', '。。。！！', '```', '🙂🙂', 'a'.repeat(50_000), '，'.repeat(50_000), '是'.repeat(50_000)])(
    'survives %#',
    (text) => {
      expect(Array.isArray(lintText(text))).toBe(true);
    },
  );
});

describe('missingPoints', () => {
  it('names the points that a text does not speak of', () => {
    const text = '选材要看产地，工期则由天气决定。Currents change with the weather.';
    expect(missingPoints(text, ['选材', '工期控制', '预算', 'river currents', 'choosing a boat'])).toEqual([
      '工期控制',
      '预算',
      'river currents',
      'choosing a boat',
    ]);
    expect(missingPoints(text, ['工期', 'changing weather', ''])).toEqual([]);
  });
});

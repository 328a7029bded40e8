import { describe, expect, it } from 'vitest';
import type { EvaluationTask } from './evaluation-task.ts';
import { lengthScore, scoreAnswer as score } from './score-answer.ts';

const task = (change: Partial<EvaluationTask> = {}): EvaluationTask => ({
  id: 't',
  audience: 'students',
  language: 'zh',
  prompt: '',
  ...change,
});

/** Takes code for right whose brackets are closed. */
const scoreAnswer = (given: EvaluationTask, answer: string) =>
  score(given, answer, async (_, code) =>
    code.split('(').length === code.split(')').length ? { isRight: true } : { isRight: false, line: 1, message: 'open' },
  );

describe('lengthScore', () => {
  it.each([
    [400, 400, 100],
    [400, 800, 66.67],
    [400, 1600, 0],
    [400, 200, 50],
    [400, 100, 0],
    [400, 0, 0],
  ])('of %i asked for and %i written is %d', (wanted, count, score) => {
    expect(lengthScore(wanted, count)).toBeCloseTo(score, 1);
  });
});

describe('scoreAnswer', () => {
  it('speaks only of what a task is about', async () => {
    expect(await scoreAnswer(task(), '写好了。')).toEqual({ repetition: 100, language: 100 });
    expect(await scoreAnswer(task({ format: 'json' }), '{"a":1}')).toEqual({ format: 100 });
  });

  it('looks for headings in their order, text under each, and a whole end', async () => {
    const parts = ['目标', '步骤', '预算'];
    const whole = '# 计划\n\n## 目标\n\n建好。\n\n## 步骤\n\n先画图。\n\n**预算**\n\n三万元。';
    expect((await scoreAnswer(task({ parts }), whole)).structure).toBe(100);
    expect((await scoreAnswer(task({ parts }), whole.replace('目标', '意义'))).structure).toBeCloseTo(88.9, 1);
    expect((await scoreAnswer(task({ parts }), whole.replace('先画图。', ''))).structure).toBeCloseTo(88.9, 1);
    expect((await scoreAnswer(task({ parts }), whole.replace('三万元。', '三万元，其中'))).structure).toBeCloseTo(66.7, 1);
    expect((await scoreAnswer(task({ parts }), '没有标题')).structure).toBe(0);
    expect((await scoreAnswer(task({ headings: 4 }), whole)).structure).toBeCloseTo(91.7, 1);
  });

  it('marks repetition down', async () => {
    const once = '清晨的街道还很安静。卖早点的人点起了灯，雾从河面慢慢升起来。';
    const twice = `${once}\n\n${once}`;
    expect((await scoreAnswer(task(), once)).repetition).toBe(100);
    expect((await scoreAnswer(task(), twice)).repetition).toBeLessThan(30);
    expect((await scoreAnswer(task(), '好的好的'.repeat(50))).repetition).toBeLessThan(5);
  });

  it('sees the wrong language, but not in code', async () => {
    expect((await scoreAnswer(task(), '我们 think so')).language).toBe(50);
    expect((await scoreAnswer(task(), '用 `print(hello)` 输出')).language).toBe(100);
    expect((await scoreAnswer(task({ language: 'en' }), 'All in English.')).language).toBe(100);
    expect((await scoreAnswer(task(), '……')).language).toBe(0);
  });

  it.each([
    [{ format: 'list', items: 2 } as const, '1. 一\n   - 甲\n2. 二', '1. 一\n2. 二\n3. 三'],
    [{ format: 'lines', items: 2 } as const, '一\n\n二\n', '一'],
    [{ format: 'table' } as const, '| 甲 | 乙 |\n|:--|---|\n| 1 | 2 |', '甲：1，乙：2'],
    [{ format: 'json' } as const, '```json\n{"a":[1]}\n```', '{"a":[1}'],
    [{ format: 'code', code: 'python' } as const, '```python\nprint(1)\n```', '```python\nprint(1)\n'],
  ])('knows the format %j', async (change, right, wrong) => {
    expect((await scoreAnswer(task(change), right)).format).toBe(100);
    expect((await scoreAnswer(task(change), wrong)).format).toBe(0);
  });

  it('parses the code, and takes no code for no success', async () => {
    expect((await scoreAnswer(task({ code: 'python' }), '```python\nprint(1)\n```')).code).toBe(100);
    expect((await scoreAnswer(task({ code: 'python' }), '```\nprint(1\n```')).code).toBe(0);
    expect((await scoreAnswer(task({ code: 'python' }), 'print(1)')).code).toBe(0);
  });

  it('looks for facts, and for what an edit should keep', async () => {
    expect((await scoreAnswer(task({ facts: ['李小满', '87', 'Tom'] }), '李小满花了87块，tom笑了')).facts).toBe(100);
    expect((await scoreAnswer(task({ facts: ['李小满', '87'] }), '小满花了87块')).facts).toBe(50);
    const edits = '昨天李小满和我去了旧货市场，买了铜壶。';
    expect((await scoreAnswer(task({ edits }), '昨天，李小满和我去旧货市场买了铜壶。')).preservation).toBe(100);
    expect((await scoreAnswer(task({ edits }), '今天下雨，我们在家。')).preservation).toBeLessThan(20);
    expect((await scoreAnswer(task({ edits }), edits.repeat(3))).preservation).toBe(50);
  });
});

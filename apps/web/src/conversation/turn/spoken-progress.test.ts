import { describe, expect, it } from 'vitest';
import { nextSentences, readingStep } from './spoken-progress.ts';

describe('what a screen reader hears while an answer is written', () => {
  it('comes by whole sentences, each once', () => {
    const first = nextSentences('人工智能正在改变我们的教育。它让', 0);
    expect(first).toEqual({ sentences: '人工智能正在改变我们的教育。', length: 14 });
    expect(nextSentences('人工智能正在改变我们的教育。它让', 14)).toBeNull();
  });

  it('waits until there is something worth saying', () => {
    expect(nextSentences('好的。', 0)).toBeNull();
    expect(nextSentences('好的。下面按三个方面说明这件事。', 0)?.sentences).toBe('好的。下面按三个方面说明这件事。');
  });

  it('leaves out Markdown marks and does not stop inside numbers', () => {
    expect(nextSentences('## 标题与它的说明\n- **重点**：圆周率约为 3.14，够用了。', 0)?.sentences).toBe(
      '标题与它的说明 重点 ：圆周率约为 3.14，够用了。',
    );
    expect(nextSentences('The value of pi is 3.1', 0)).toBeNull();
  });

  it('tells reading in quarters', () => {
    expect([0, 24.9, 25, 60, 99, 100].map(readingStep)).toEqual([0, 0, 25, 50, 75, 75]);
  });
});

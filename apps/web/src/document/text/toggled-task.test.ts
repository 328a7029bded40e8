import { describe, expect, it } from 'vitest';
import { toggledTask } from './toggled-task.ts';

const text = '前\n\n- [ ] 一\n- [x] 二\n  1. [X] 三 [ ]\n- 四';

describe('ticking tasks', () => {
  it.each([
    ['- [ ]', '- [x] 一'],
    ['- [x]', '- [ ] 二'],
    ['1. [X]', '1. [ ] 三 [ ]'],
  ])('W28: changes nothing but the mark: %s', (begins, becomes) => {
    const place = text.indexOf(begins);
    const next = toggledTask(text, place);
    expect(next?.slice(place).startsWith(becomes)).toBe(true);
    expect(next?.slice(0, place)).toBe(text.slice(0, place));
    expect(next).toHaveLength(text.length);
  });

  it('W28: does nothing where there is no task any more', () => {
    expect(toggledTask(text, text.indexOf('- 四'))).toBeNull();
    expect(toggledTask(text, 0)).toBeNull();
    expect(toggledTask('', 12)).toBeNull();
  });
});

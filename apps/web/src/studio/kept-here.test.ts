import { beforeEach, describe, expect, it } from 'vitest';
import { createKeptHere, useStorageRefused } from './kept-here.ts';

/** A browser's storage that can be full, or switched off. */
class Browser {
  readonly texts = new Map<string, string>();
  state: 'open' | 'full' | 'off' = 'open';

  readonly open = () => {
    if (this.state === 'off') throw new DOMException('denied', 'SecurityError');
    return {
      getItem: (key: string) => this.texts.get(key) ?? null,
      setItem: (key: string, text: string) => {
        if (this.state === 'full') throw new DOMException('full', 'QuotaExceededError');
        this.texts.set(key, text);
      },
      removeItem: (key: string) => void this.texts.delete(key),
    };
  };
}

/** Whether the browser would ask before it leaves the page. */
function asksBeforeLeaving(): boolean {
  return !dispatchEvent(new Event('beforeunload', { cancelable: true }));
}

describe('texts kept in this browser', () => {
  beforeEach(() => useStorageRefused.setState({ isRefused: false }));

  it('outlast the page, which can be left without a question', () => {
    const browser = new Browser();
    createKeptHere(browser.open).write('a', '甲');
    expect(createKeptHere(browser.open).read('a')).toBe('甲');
    expect([asksBeforeLeaving(), useStorageRefused.getState().isRefused]).toEqual([false, false]);
  });

  it.each(['full', 'off'] as const)('R10 live on the page where storage is %s: that is told, and asked before it is left', (state) => {
    const browser = new Browser();
    const kept = createKeptHere(browser.open);
    kept.write('a', '旧的');
    browser.state = state;
    kept.write('a', '甲');
    expect(kept.read('a')).toBe('甲');
    expect([asksBeforeLeaving(), useStorageRefused.getState().isRefused]).toEqual([true, true]);
    kept.write('a', null);
    // nothing is at stake any more, though what is typed next will be
    expect(kept.read('a')).toBeNull();
    expect([asksBeforeLeaving(), useStorageRefused.getState().isRefused]).toEqual([false, true]);
  });

  it('R10 are as safe as ever once the browser takes them again', () => {
    const browser = new Browser();
    const kept = createKeptHere(browser.open);
    browser.state = 'full';
    kept.write('a', '甲');
    kept.write('b', '乙');
    browser.state = 'open';
    kept.write('a', '甲甲');
    expect([asksBeforeLeaving(), useStorageRefused.getState().isRefused]).toEqual([true, true]);
    kept.write('b', '乙乙');
    expect([asksBeforeLeaving(), useStorageRefused.getState().isRefused]).toEqual([false, false]);
    expect([...browser.texts.values()]).toEqual(['甲甲', '乙乙']);
  });
});

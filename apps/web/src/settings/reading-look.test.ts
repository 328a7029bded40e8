import { afterEach, expect, it } from 'vitest';
import { showReadingLook, useReadingLook } from './reading-look.ts';

afterEach(() => localStorage.clear());

it('a chosen look is on the page at once, and kept for the next visit', () => {
  showReadingLook({ font: 'sans' });
  showReadingLook({ size: 'large' });
  expect(useReadingLook.getState()).toEqual({ font: 'sans', size: 'large' });
  expect({ ...document.documentElement.dataset }).toMatchObject({ readingFont: 'sans', readingSize: 'large' });
  expect([localStorage.getItem('maobi.reading-font'), localStorage.getItem('maobi.reading-size')]).toEqual(['sans', 'large']);
});

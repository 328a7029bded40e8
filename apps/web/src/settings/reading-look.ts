import { create } from 'zustand';

export const readingFonts = ['serif', 'sans'] as const;
export const readingSizes = ['small', 'usual', 'large', 'largest'] as const;

/** In what the texts of documents and titles are set. It belongs to this browser: a phone wants another size than a desk. */
export interface ReadingLook {
  readonly font: (typeof readingFonts)[number];
  readonly size: (typeof readingSizes)[number];
}

const storageKeys = { font: 'maobi.reading-font', size: 'maobi.reading-size' } as const;

/** As `before-first-paint.js` has set it on the page. */
export const useReadingLook = create<ReadingLook>(() => {
  const { readingFont, readingSize } = document.documentElement.dataset;
  return {
    font: readingFonts.find((font) => font === readingFont) ?? 'serif',
    size: readingSizes.find((size) => size === readingSize) ?? 'usual',
  };
});

/** From now on, and at the next visit from the first paint. */
export function showReadingLook(change: Partial<ReadingLook>): void {
  useReadingLook.setState(change);
  const { font, size } = useReadingLook.getState();
  const { dataset } = document.documentElement;
  dataset['readingFont'] = font;
  dataset['readingSize'] = size;
  try {
    localStorage.setItem(storageKeys.font, font);
    localStorage.setItem(storageKeys.size, size);
  } catch {
    // without storage the next visit starts with the usual look
  }
}

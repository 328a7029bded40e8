/** In which every page is drawn: each language in each theme in each width. */
export interface Look {
  readonly language: 'zh' | 'en';
  readonly theme: 'light' | 'dark';
  readonly width: number;
}

const heights: Readonly<Record<number, number>> = { 1440: 900, 820: 1180, 390: 844 };

export const looks: readonly Look[] = Object.keys(heights)
  .map(Number)
  .flatMap((width) =>
    (['zh', 'en'] as const).flatMap((language) => (['light', 'dark'] as const).map((theme) => ({ language, theme, width }))),
  );

export function nameOf({ language, theme, width }: Look): string {
  return `${width}-${theme}-${language}`;
}

export function viewportOf({ width }: Look): { width: number; height: number } {
  return { width, height: heights[width] ?? 900 };
}

import { useLayoutEffect } from 'react';
import { create } from 'zustand';

/** `progress` of what is written now, the `name` of what is open, and the `page` it is open on. */
type TitlePart = 'progress' | 'name' | 'page';

const brand = 'Maobi 毛笔';

/** What stands in the title of the browser's tab; `null`: nothing. */
export const useTitleParts = create<Readonly<Record<TitlePart, string | null>>>(() => ({ progress: null, name: null, page: null }));

useTitleParts.subscribe(({ progress, name, page }) => {
  document.title = [progress, name ?? page, brand].filter((each) => each !== null).join(' · ');
});

/** Says something in the title of the browser's tab for as long as the component stands; `null`: nothing. */
export function useTitlePart(part: TitlePart, text: string | null): void {
  // at once: whoever speaks the name of the page must not begin with that of the one before
  useLayoutEffect(() => {
    useTitleParts.setState({ [part]: text });
    return () => useTitleParts.setState({ [part]: null });
  }, [part, text]);
}

import { useEffect } from 'react';

/** `progress` of what is written now, the `name` of what is open, and the `page` it is open on. */
type TitlePart = 'progress' | 'name' | 'page';

const brand = 'Maobi 毛笔';
const parts: Record<TitlePart, string | null> = { progress: null, name: null, page: null };

/** Says something in the title of the browser's tab for as long as the component stands; `null`: nothing. */
export function useTitlePart(part: TitlePart, text: string | null): void {
  useEffect(() => {
    show(part, text);
    return () => show(part, null);
  }, [part, text]);
}

function show(part: TitlePart, text: string | null): void {
  parts[part] = text;
  document.title = [parts.progress, parts.name ?? parts.page, brand].filter((each) => each !== null).join(' · ');
}

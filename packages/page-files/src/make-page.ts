import type { MakePage } from '@maobi/core';

/** What reads Markdown and lays it out is loaded when the first page is asked for: most studios start without ever printing. */
export const makePage: MakePage = async (document) => {
  const { layOutPage } = await import('./lay-out-page.ts');
  return layOutPage(document);
};

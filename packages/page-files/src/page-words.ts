import type { WritingLanguage } from '@maobi/contract';

interface PageWords {
  readonly contents: string;
  readonly notes: string;
  /** Stands in the place of an image that is not shown, before what it shows. */
  readonly image: string;
  readonly missingImage: string;
}

/** What a page says by itself, in the language of its document. */
export const pageWords: Readonly<Record<WritingLanguage, PageWords>> = {
  zh: { contents: '目录', notes: '注释', image: '［图片］', missingImage: '［图片已不在］' },
  en: { contents: 'Contents', notes: 'Notes', image: '[Image]', missingImage: '[Image no longer there]' },
};

/** Texts of splitting and merging sections. */
export const shapeMessages = {
  zh: {
    more: '“{{heading}}”的更多操作',
    split: '拆成两节…',
    merge: '与下一节合并',
    splitOf: '拆分“{{heading}}”',
    where: '从哪里起算下一节',
    heading: '下一节的标题',
    doSplit: '拆开',
    wasSplit: '拆出了“{{heading}}”。',
    wasMerged: '“{{heading}}”并进来了。',
  },
  en: {
    more: 'More for “{{heading}}”',
    split: 'Split in two…',
    merge: 'Merge with the next',
    splitOf: 'Split “{{heading}}”',
    where: 'Where the next section begins',
    heading: 'Heading of the next section',
    doSplit: 'Split',
    wasSplit: '“{{heading}}” is a section of its own now.',
    wasMerged: '“{{heading}}” was merged into it.',
  },
};

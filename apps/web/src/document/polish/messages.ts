/** A wording of a passage on its way to a verdict; both languages side by side. */
export const wordingMessages = {
  zh: {
    discarded: '没有改，改好的写法放下了。',
    waiting: '这一节有一段改好的写法，还没定。',
    look: '看一看',
    drop: '不要了',
    pending: '第 {{number}} 节的改动还没处理。',
    goThere: '去看看',
    removed: '删“{{text}}”',
    added: '加“{{text}}”',
    and: '，',
    spoken: '：{{words}}',
  },
  en: {
    discarded: 'Left as it was; the new wording is put aside.',
    waiting: 'A new wording of a passage here waits for your verdict.',
    look: 'Look at it',
    drop: 'Drop it',
    pending: 'The changes in section {{number}} still wait for you.',
    goThere: 'Go there',
    removed: 'removes “{{text}}”',
    added: 'adds “{{text}}”',
    and: ', ',
    spoken: ': {{words}}',
  },
};

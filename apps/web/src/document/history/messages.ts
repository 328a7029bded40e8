/** Texts of what is taken back and done again. */
export const historyMessages = {
  zh: {
    undo: '撤销',
    redo: '重做',
    outline: '大纲的改动',
    naming: '题目和要求的改动',
    text: '“{{heading}}”的改动',
    texts_one: '这 {{count}} 节的改动',
    texts_other: '这 {{count}} 节的改动',
    done: { undo: '撤销了{{what}}。', redo: '重做了{{what}}。' },
    nothing: { undo: '没有可撤销的了。更早的在各节的版本里。', redo: '没有可重做的。' },
    stale: { undo: '上一处改动之后，别处又改过，不能撤销。原来的在版本里。', redo: '撤销之后，别处又改过，不能重做。' },
    busy: { undo: '这一节正在写。停下之后再撤销。', redo: '这一节正在写。停下之后再重做。' },
  },
  en: {
    undo: 'Undo',
    redo: 'Redo',
    outline: 'a change of the outline',
    naming: 'a change of title and wishes',
    text: 'a change of “{{heading}}”',
    texts_one: 'changes of {{count}} section',
    texts_other: 'changes of {{count}} sections',
    done: { undo: 'Undid {{what}}.', redo: 'Did {{what}} again.' },
    nothing: { undo: 'Nothing is left to undo here. Older texts are among the versions.', redo: 'There is nothing to redo.' },
    stale: {
      undo: 'It was changed again elsewhere, so this cannot be undone. The text from before is among the versions.',
      redo: 'It was changed again elsewhere, so this cannot be redone.',
    },
    busy: {
      undo: 'This section is being written. Stop it, then undo.',
      redo: 'This section is being written. Stop it, then redo.',
    },
  },
};

/** Texts of what begins the writing. */
export const beginMessages = {
  zh: {
    next: { resume: '接着写', outline: '列大纲', write: '开始写', goOn: '接着写', begin: '让模型开个头', extend: '让模型续一段' },
    begun: '{{what}}。',
    begunCost: '{{cost}}。Esc 停下，写出的都留着。',
    atWork: '正在写。Esc 停下，写出的都留着。',
    nothingLeft: '每一节都写好了，没有要写的。',
    emptyPage: '先起个题目，模型才知道写什么。',
  },
  en: {
    next: {
      resume: 'Go on',
      outline: 'Write the outline',
      write: 'Start writing',
      goOn: 'Go on writing',
      begin: 'Write a beginning',
      extend: 'Continue the text',
    },
    begun: '{{what}}.',
    begunCost: ' It takes {{cost}}. Esc stops and keeps what is written.',
    atWork: 'It is being written. Esc stops and keeps what is written.',
    nothingLeft: 'Every section is written; there is nothing left to begin.',
    emptyPage: 'Give it a title first, so that the model knows what to write.',
  },
};

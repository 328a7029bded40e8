/** Texts of how a document is seen. */
export const readingMessages = {
  zh: {
    isFocused: '专注模式',
    isTypewriter: '打字机模式',
    isIndented: '首行缩进',
    leave: '退出专注',
    entered: '专注模式：只留正文。',
    enteredHint: '指针移到上边、左边、右边，收起的就出来。Esc 或 {{key}}\u00a0Shift\u00a0F 退出。',
  },
  en: {
    isFocused: 'Focus mode',
    isTypewriter: 'Typewriter mode',
    isIndented: 'Indent first lines',
    leave: 'Leave focus mode',
    entered: 'Focus mode: the text alone.',
    enteredHint: 'The rest comes when the pointer goes to the upper, left or right edge. Esc or {{key}}\u00a0Shift\u00a0F ends it.',
  },
};

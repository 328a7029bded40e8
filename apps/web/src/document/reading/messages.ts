/** Texts of how a document is seen. */
export const readingMessages = {
  zh: { isFocused: '专注模式', isTypewriter: '打字机模式', isIndented: '首行缩进', leave: '退出专注' },
  en: { isFocused: 'Focus mode', isTypewriter: 'Typewriter mode', isIndented: 'Indent first lines', leave: 'Leave focus mode' },
};

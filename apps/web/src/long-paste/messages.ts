export const longPasteMessages = {
  zh: {
    refused: '这段太长，没有贴进来。',
    hint: '有 {{length}} 个字符，这里还放得下 {{room}} 个。原来的文字没有动；整篇长文可以存成 .md 或 .txt，从首页打开。',
  },
  en: {
    refused: 'That is too long for this field; nothing was pasted.',
    hint: 'It has {{length}} characters, and there is room for {{room}}. Your text is as it was; a long text can be opened as a .md or .txt file on the home page.',
  },
};

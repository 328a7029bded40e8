export const longPasteMessages = {
  zh: {
    refused: '这段太长，没有贴进来。',
    hint: '有 {{length}} 个字符，这里还放得下 {{room}} 个。原来的文字没有动。',
    title: '这段文字放不进这里',
    fits: '它有 {{length}} 个字符，这里还放得下 {{room}} 个。什么都没有贴，也没有截断。',
    fitsAtOnce: '它有 {{length}} 个字符，这里一次放得下 {{room}} 个。什么都没有贴，也没有截断。',
    asDocument: '打开成文稿，一字不少：按小标题分节，可以改，可以润色，也可以在旁边就它提问。',
    tooLarge: '它超过 2 MB，也放不进一份文稿。请分成几份，一份一份地贴。',
    open: '打开成文稿',
    keepAsMaterial: '放进写作材料',
    kept: '放进“{{field}}”了，写的时候会读到。',
    leave: '不贴了',
  },
  en: {
    refused: 'That is too long for this field; nothing was pasted.',
    hint: 'It has {{length}} characters, and there is room for {{room}}. Your text is as it was.',
    title: 'This text does not fit here',
    fits: 'It has {{length}} characters, and there is room for {{room}}. Nothing was pasted, and nothing was cut off.',
    fitsAtOnce: 'It has {{length}} characters, and {{room}} fit here at once. Nothing was pasted, and nothing was cut off.',
    asDocument:
      'As a document it keeps every character: its headings divide it, and you can edit it, have it polished and ask about it beside the text.',
    tooLarge: 'It is larger than 2 MB, which is too much for a document too. Paste it in several parts.',
    open: 'Open as a document',
    keepAsMaterial: 'Keep as material',
    kept: 'Kept under “{{field}}”, which is read for the writing.',
    leave: 'Do not paste',
  },
};

/** Texts of the conversation page, both languages side by side; a key must stand in both and be used. */
export const conversationMessages = {
  zh: { placeholder: '对话' },
  en: { placeholder: 'Conversation' },
};

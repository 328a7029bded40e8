import type { ContextPart, Message, WritingLanguage } from '@maobi/contract';
import type { Prompt, PromptMessage } from '../ports/engine.ts';

/** Fixed for ever: the head of every prompt, so that its KV state is shared by all conversations (design §5). */
export const systemPrompts: Readonly<Record<WritingLanguage, string>> = {
  zh: '你是毛笔，一位严谨的写作助手。直接写出成稿，不说客套话。',
  en: 'You are Maobi, a careful writing assistant. Write the finished text directly, without pleasantries.',
};

/** Chinese as soon as one character of it is Chinese: someone who writes any Chinese reads it. */
export function detectLanguage(text: string): WritingLanguage {
  return /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
}

/**
 * The prompt that answers (or continues) the last message of this path. Its head depends only on the first messages, so
 * each next request of a conversation begins with exactly the text of the one before.
 */
export function conversationPrompt(path: readonly Message[]): Prompt {
  const spoken: PromptMessage[] = path
    .filter((message, index) => message.text !== '' || index < path.length - 1)
    .map(({ role, text, context = [] }) => ({ role, text: [...wordsIn(context), text].join('\n\n') }));
  const first = spoken[0];
  if (!first || first.role === 'system') return { kind: 'messages', messages: spoken };
  const start = conversationStart(detectLanguage(path.find(({ role }) => role === 'user')?.text ?? first.text));
  return { kind: 'messages', messages: [...start.messages, ...spoken] };
}

/** Without what had been read before. */
function wordsIn(context: readonly ContextPart[]): string[] {
  return context.flatMap(({ text }) => (text === '' ? [] : [text]));
}

/** The head that all conversations of this language begin with. */
export function conversationStart(language: WritingLanguage): Extract<Prompt, { kind: 'messages' }> {
  return { kind: 'messages', messages: [{ role: 'system', text: systemPrompts[language] }] };
}

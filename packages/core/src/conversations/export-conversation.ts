import { plainWords, type ConversationDetail, type Message } from '@maobi/contract';
import { fileNameOf } from '../files/file-name.ts';
import { pathTo } from './message-path.ts';

/** In characters. */
const longestTitle = 60;

interface ExportedFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly text: string;
}

/** Markdown of the path that is shown (questions as quotations, answers as text), or JSON of the whole tree. */
export function exportConversation(conversation: ConversationDetail, format: 'md' | 'json'): ExportedFile {
  const title = conversation.title || firstLine(conversation.messages) || 'Maobi';
  if (format === 'json') {
    const content = { format: 'maobi-conversation', version: 1, ...conversation };
    return { fileName: `${fileNameOf(title)}.json`, mediaType: 'application/json', text: `${JSON.stringify(content, null, 2)}\n` };
  }
  const path = pathTo(conversation.messages, conversation.activeLeafId).filter((message) => message.role !== 'system');
  const blocks = path.map((message) => (message.role === 'user' ? quote(message.text) : message.text.trim()));
  return { fileName: `${fileNameOf(title)}.md`, mediaType: 'text/markdown', text: `${[`# ${title}`, ...blocks].join('\n\n')}\n` };
}

/** Of the first question, in plain words. */
function firstLine(messages: readonly Message[]): string {
  const question = messages.find((message) => message.role === 'user')?.text ?? '';
  return (
    plainWords(question.slice(0, 4 * longestTitle))
      .split('\n')[0]
      ?.slice(0, longestTitle) ?? ''
  );
}

function quote(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

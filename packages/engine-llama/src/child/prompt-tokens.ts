import type { RememberedAnswers } from './snapshots/remembered-answers.ts';
import { type LlamaModel, type Token, resolveChatWrapper, type ChatHistoryItem } from 'node-llama-cpp';
import type { ChildPrompt } from '../protocol.ts';

type Message = Extract<ChildPrompt, { kind: 'messages' }>['messages'][number];

const chatMlStart = '<|im_start|>';
const chatMlEnd = '<|im_end|>';
/** What the templates of hybrid Qwen3 models put before an answer without thinking. */
const emptyThought = '<think>\n\n</think>\n\n';

/**
 * Turns prompts into tokens. The template's own marks are special tokens; what people and models wrote is read without
 * them, so that no text can close its turn and open another.
 */
export class PromptTokens {
  readonly #model: LlamaModel;
  readonly #template: Template;
  readonly #answers: RememberedAnswers;

  constructor(model: LlamaModel, answers: RememberedAnswers) {
    this.#model = model;
    this.#answers = answers;
    this.#template = chatMlTemplate(model) ?? ownTemplate(model);
  }

  /** Texts that end an answer, besides the model's end tokens. */
  get stops(): readonly string[] {
    return this.#template.stops;
  }

  of(prompt: ChildPrompt): Token[] {
    const start = this.#model.tokens.shouldPrependBosToken && this.#model.tokens.bos !== null ? [this.#model.tokens.bos] : [];
    if (prompt.kind === 'raw') return [...start, ...this.#model.tokenize(prompt.text, false)];
    return this.#template.render(prompt.messages, start, (text) => this.answer(text));
  }

  /** Tokens of what people or models wrote; of an answer, those it was written with. */
  answer(text: string): readonly Token[] {
    return (this.#answers.get(text) as readonly Token[] | undefined) ?? this.#model.tokenize(text, false);
  }

  /**
   * Keeps the tokens of an answer as it was written. Tokenising its text again may cut it differently, and then the
   * model's state could not be used again from there on.
   */
  remember(text: string, tokens: readonly Token[]): void {
    this.#answers.set(text, tokens);
  }
}

interface Template {
  readonly stops: readonly string[];
  render(messages: readonly Message[], start: readonly Token[], tokensOf: (text: string) => readonly Token[]): Token[];
}

function chatMlTemplate(model: LlamaModel): Template | null {
  const source = model.fileInfo.metadata.tokenizer.chat_template;
  const start = model.tokenize(chatMlStart, true);
  const end = model.tokenize(chatMlEnd, true);
  if (start.length !== 1 || end.length !== 1 || (source !== undefined && !source.includes(chatMlStart))) return null;
  const newLine = model.tokenize('\n', false);
  const thought = source?.includes('enable_thinking') ? model.tokenize(emptyThought, true) : [];
  const head = (role: Message['role']) => [...start, ...model.tokenize(`${role}\n`, false), ...(role === 'assistant' ? thought : [])];
  return {
    stops: [],
    render(messages, first, tokensOf) {
      const turns = messages.flatMap(({ role, text }, index) => {
        const isOpen = role === 'assistant' && index === messages.length - 1;
        return [...head(role), ...tokensOf(text), ...(isOpen ? [] : [...end, ...newLine])];
      });
      return [...first, ...turns, ...(messages.at(-1)?.role === 'assistant' ? [] : head('assistant'))];
    },
  };
}

/** The template that the model's file brings with it, rendered by node-llama-cpp. */
function ownTemplate(model: LlamaModel): Template {
  const wrapper = resolveChatWrapper(model);
  const { stopGenerationTriggers } = wrapper.generateContextState({ chatHistory: [{ type: 'user', text: '.' }] });
  return {
    stops: stopGenerationTriggers.map(String).filter((text) => text !== ''),
    render(messages, first, _tokensOf) {
      const history = messages.map(historyItem);
      if (history.at(-1)?.type !== 'model') history.push({ type: 'model', response: [] });
      const { contextText } = wrapper.generateContextState({ chatHistory: history });
      const tokens = contextText.tokenize(model.tokenizer);
      return tokens[0] === first[0] ? tokens : [...first, ...tokens];
    },
  };
}

function historyItem({ role, text }: Message): ChatHistoryItem {
  switch (role) {
    case 'system':
      return { type: 'system', text };
    case 'user':
      return { type: 'user', text };
    case 'assistant':
      return { type: 'model', response: [text] };
  }
}

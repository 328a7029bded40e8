import { exactlyCountedContexts } from '@maobi/core';
import type { RememberedAnswers } from './snapshots/remembered-answers.ts';
import { type LlamaModel, type Token, resolveChatWrapper, type ChatHistoryItem } from 'node-llama-cpp';
import type { ChildPrompt } from '../protocol.ts';

type Message = Extract<ChildPrompt, { kind: 'messages' }>['messages'][number];

const chatMlStart = '<|im_start|>';
const chatMlEnd = '<|im_end|>';
/** Of a text and an answer: below that, tokenising it anew costs no more than a short question does. */
const leastCommonCharacters = 32;
/** Tokenising a piece of so many characters takes a few tenths of a second at most. */
const pieceCharacters = 32_768;
/** More characters for each token of the context than any text has that a model could repeat within it. */
const referenceCharactersPerToken = 8;
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

  /**
   * About how many tokens a prompt has that fills a context more than `exactlyCountedContexts` times; `null` for all others. Whoever tokenises
   * millions of characters is silent for longer than a process may be, and keeps everybody else waiting.
   */
  excess(prompt: ChildPrompt, contextTokens: number): number | null {
    const texts = prompt.kind === 'raw' ? [prompt.text] : prompt.messages.map(({ text }) => text);
    const characters = texts.reduce((sum, text) => sum + text.length, 0);
    if (characters <= pieceCharacters) return null;
    let [tokens, seen] = [0, 0];
    for (const piece of texts.flatMap(piecesOf)) {
      tokens += this.#model.tokenize(piece, false).length;
      seen += piece.length;
      if (tokens > exactlyCountedContexts * contextTokens) return Math.round((tokens * characters) / seen);
    }
    return null;
  }

  /** Tokens of a text that the answer may repeat, as far as a context of this size could hold them. */
  reference(text: string, contextTokens: number): readonly Token[] {
    return this.answer(text.slice(0, referenceCharactersPerToken * contextTokens));
  }

  /** Tokens of what people or models wrote; of an answer, those it was written with, up to where it was changed since. */
  answer(text: string): readonly Token[] {
    return (this.#answers.get(text) as readonly Token[] | undefined) ?? this.#changedAnswer(text) ?? this.#model.tokenize(text, false);
  }

  /** `null`: it begins like no answer. */
  #changedAnswer(text: string): readonly Token[] | null {
    const closest = this.#answers.closest(text, leastCommonCharacters);
    if (!closest) return null;
    const kept = this.#within(closest.tokens as readonly Token[], text.slice(0, closest.commonCharacters));
    const tokens = [...kept.tokens, ...this.#model.tokenize(text.slice(kept.characters), false)];
    // the same tokens in each further prompt, whatever else is remembered by then
    this.remember(text, tokens);
    return tokens;
  }

  /** As many of the tokens as make up a beginning of the text, but for the last of them: it may be cut otherwise where what follows is another. */
  #within(tokens: readonly Token[], text: string): { readonly tokens: readonly Token[]; readonly characters: number } {
    const textOf = (count: number) => this.#model.detokenize(tokens.slice(0, count));
    let [fits, tooMany] = [0, tokens.length + 1];
    while (tooMany - fits > 1) {
      const count = Math.floor((fits + tooMany) / 2);
      // half a character is shown as a mark of its own
      if (text.startsWith(textOf(count).replace(/\uFFFD+$/u, ''))) fits = count;
      else tooMany = count;
    }
    let count = Math.max(0, fits - 1);
    while (count > 0 && !text.startsWith(textOf(count))) count -= 1;
    return { tokens: tokens.slice(0, count), characters: textOf(count).length };
  }

  /**
   * Keeps the tokens of an answer as it was written. Tokenising its text again may cut it differently, and then the
   * model's state could not be used again from there on.
   */
  remember(text: string, tokens: readonly Token[]): void {
    this.#answers.set(text, tokens);
  }
}

function piecesOf(text: string): string[] {
  return Array.from({ length: Math.ceil(text.length / pieceCharacters) }, (_, index) =>
    text.slice(index * pieceCharacters, (index + 1) * pieceCharacters),
  );
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

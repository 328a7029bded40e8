import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { temporaryFiles } from '../test-processes.ts';
import { loadDemo } from './load-demo.ts';
import type { LoadedModel } from './loaded-model.ts';
import { PromptTokens } from './prompt-tokens.ts';

const written = '清晨的街道还很安静，卖早点的人已经点起了灯。有人停下来问路，有人匆匆走过，谁也没有注意到天色的变化。';

const files = temporaryFiles({});
let loaded: LoadedModel;
beforeAll(async () => {
  loaded = await loadDemo(files, { sequences: 1, batchTokens: 32, threads: 1 });
});
afterAll(async () => {
  await loaded.llama.dispose();
  files.remove();
});

describe('the tokens of an answer that was changed since', () => {
  beforeAll(() => {
    // as no tokeniser would cut it: each character by itself
    loaded.prompts.remember(written, tokensOf(written));
  });
  const tokensOf = (text: string) => [...text].flatMap((character) => loaded.model.tokenize(character, false));

  it.each([
    ['cut off', written.slice(0, 40), 40],
    ['changed in its middle', `${written.slice(0, 40)}不一样的结尾，后面全都换过了。`, 40],
    ['longer', `${written}后来雨停了。`, written.length],
  ])('are those it was written with, up to where it is %s', (_case, text, common) => {
    const tokens = loaded.prompts.answer(text);
    const kept = tokensOf(text.slice(0, common - 1));
    expect(tokens.slice(0, kept.length)).toEqual(kept);
    expect(loaded.model.detokenize(tokens)).toBe(text);
    expect(loaded.prompts.answer(text)).toEqual(tokens);
  });

  it('are cut anew from the last one that is the same: with what follows now it may be one', () => {
    const beginning = '山路上起了雾，走在前面的人放慢了脚步，后面的人也跟着慢了下来，谁都没有说话。';
    const word = ['我们', '一个', '没有', '今天'].find((each) => loaded.model.tokenize(each, false).length === 1) ?? '';
    loaded.prompts.remember(`${beginning}${word[0]}。`, tokensOf(`${beginning}${word[0]}。`));
    expect(loaded.prompts.answer(`${beginning}${word}很晚`)).toEqual([
      ...tokensOf(beginning),
      ...loaded.model.tokenize(`${word}很晚`, false),
    ]);
  });

  it('stay the same when more of the text was written as another answer meanwhile', () => {
    const text = `${written.slice(0, 36)}后来有人说，那天早上其实下过雨。`;
    const tokens = loaded.prompts.answer(text);
    loaded.prompts.remember(`${text}谁也不记得了。`, tokensOf(`${text}谁也不记得了。`));
    expect(loaded.prompts.answer(text)).toEqual(tokens);
    expect(tokens).not.toEqual(tokensOf(text));
  });

  it('are those of the tokeniser where it has little in common with any', () => {
    const text = `${written.slice(0, 20)}是另外一篇文章的开头，和从前写过的没有关系，只是碰巧一样。`;
    expect(loaded.prompts.answer(text)).toEqual(loaded.model.tokenize(text, false));
  });
});

describe('a prompt for a model that can think', () => {
  const promptOf = (template: string | undefined): string => {
    const { model, answers } = loaded;
    const tokenizer = { ...model.fileInfo.metadata.tokenizer, chat_template: template };
    const fileInfo = { ...model.fileInfo, metadata: { ...model.fileInfo.metadata, tokenizer } };
    const own = (name: string | symbol) => (name === 'fileInfo' ? fileInfo : Reflect.get(model, name));
    const asking = new PromptTokens(new Proxy(model, { get: (_model, name) => bound(own(name), model) }), answers);
    return model.detokenize(asking.of({ kind: 'messages', messages: [{ role: 'user', text: '写。' }] }), true);
  };

  it('begins the answer behind an empty thought', () => {
    const plain = promptOf('<|im_start|>');
    expect(plain).toMatch(/assistant\n$/u);
    expect(promptOf('<|im_start|> enable_thinking')).toBe(`${plain}<think>\n\n</think>\n\n`);
  });
});

function bound(value: unknown, to: object): unknown {
  return typeof value === 'function' ? value.bind(to) : value;
}

describe('a prompt of millions of characters', () => {
  const contextTokens = 1024;
  const millions = written.repeat(40_000);

  it('is known to be too long without being tokenised whole, and about how long it is', () => {
    const tokenise = vi.spyOn(loaded.model, 'tokenize');
    const excess = loaded.prompts.excess({ kind: 'raw', text: millions }, contextTokens);
    const tokenised = tokenise.mock.calls.reduce((sum, [text]) => sum + String(text).length, 0);
    tokenise.mockRestore();
    expect(tokenised).toBeLessThan(100_000);
    const perCopy = loaded.model.tokenize(written.repeat(100), false).length / 100;
    expect(excess! / (perCopy * 40_000)).toBeCloseTo(1, 1);
  });

  it('is found in any of its messages', () => {
    const messages = [millions, '写。'].map((text) => ({ role: 'user' as const, text }));
    expect(loaded.prompts.excess({ kind: 'messages', messages }, contextTokens)).toBeGreaterThan(contextTokens);
    expect(loaded.prompts.excess({ kind: 'messages', messages: messages.toReversed() }, contextTokens)).toBeGreaterThan(contextTokens);
  });

  it('is counted exactly where it may fit', () => {
    expect(loaded.prompts.excess({ kind: 'raw', text: written.repeat(1000) }, 32_768)).toBeNull();
    expect(loaded.prompts.excess({ kind: 'raw', text: written }, 16)).toBeNull();
  });

  it('is a reference as far as the context could hold it', () => {
    expect(loaded.prompts.reference(millions, contextTokens).length).toBeLessThan(10_000);
    expect(loaded.prompts.reference(written, contextTokens)).toEqual(loaded.prompts.answer(written));
  });
});

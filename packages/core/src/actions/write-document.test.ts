import { countText, type RunAction } from '@maobi/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VersionPiece } from '../ports/document-store.ts';
import type { PromptMessage } from '../ports/engine.ts';
import { documentHead, documentStart } from './document-head.ts';
import { sectionPrompt, type WrittenSection } from './write-document.ts';

const language = 'zh';
const piece = (text: string, action: RunAction | null = 'draft'): VersionPiece => ({
  text,
  run: action === null ? null : { id: 'r', action, state: 'done' },
});

function section(heading: string, pieces: readonly VersionPiece[] = []): WrittenSection {
  return { id: heading, heading, points: ['要点'], target: 200, pieces };
}

function promptFor(
  sections: readonly WrittenSection[],
  index: number,
  more: { contextTokens?: number; condensed?: string | null } = {},
): PromptMessage[] {
  const head = documentHead('请写一篇文章。', sections, language, null);
  return sectionPrompt({ head, language, sections, index, contextTokens: 100_000, condensed: null, ...more });
}

/** As the engine sees it: marks of turns around each message, the last one open when it is the assistant's. */
function evaluated(messages: readonly PromptMessage[], written = ''): string {
  const turns = messages.map(({ role, text }, index) => {
    const isOpen = role === 'assistant' && index === messages.length - 1;
    return `<${role}>${text}${isOpen ? '' : '</>'}`;
  });
  const open = messages.at(-1)?.role === 'assistant' ? '' : '<assistant>';
  return turns.join('') + open + written;
}

describe('sectionPrompt', () => {
  it('lays out head, agreement and sections as one growing conversation', () => {
    const sections = [section('引言', [piece('第一节正文。')]), section('中间'), section('结语')];
    expect(promptFor(sections, 1)).toEqual([
      { role: 'system', text: expect.stringContaining('毛笔') },
      { role: 'user', text: '请写一篇文章。\n\n提纲：\n1. 引言（约200字）：要点\n2. 中间（约200字）：要点\n3. 结语（约200字）：要点' },
      { role: 'assistant', text: '好的。' },
      { role: 'user', text: '写第1节“引言”，约200字。要点：要点。只写正文。' },
      { role: 'assistant', text: '第一节正文。' },
      { role: 'user', text: '写第2节“中间”，约200字。要点：要点。只写正文。' },
    ]);
  });

  it('begins each prompt with all that was read and written for the one before (design §5)', () => {
    const texts = fc.array(fc.record({ draft: fc.string({ minLength: 1 }), extend: fc.option(fc.string({ minLength: 1 })) }), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(texts, (drafts) => {
        const headings = drafts.map((_, index) => section(`第${index}节`));
        const written: WrittenSection[] = [...headings];
        let before = '';
        for (const [index, { draft, extend }] of drafts.entries()) {
          const visible = (text: string) => (text.trim() === '' ? '字' : text);
          const prompt = promptFor(written, index);
          expect(evaluated(prompt).startsWith(before)).toBe(true);
          before = evaluated(prompt, visible(draft));
          written[index] = { ...section(`第${index}节`), pieces: [piece(visible(draft))] };
          if (extend === null) continue;
          const more = visible(extend).trim() === '' ? '字' : visible(extend).trim();
          written[index] = { ...section(`第${index}节`), pieces: [piece(visible(draft)), piece('\n\n', 'extend')] };
          const further = promptFor(written, index);
          expect(evaluated(further).startsWith(before)).toBe(true);
          before = evaluated(further, more);
          written[index] = { ...section(`第${index}节`), pieces: [piece(visible(draft)), piece(`\n\n${more}`, 'extend')] };
        }
      }),
    );
  });

  describe('where the outline was changed since it was agreed on (P2)', () => {
    const agreed = ['一', '二', '三', '四'].map((heading) => section(heading, [piece(`${heading}的正文。`)]));
    const head = { ...documentHead('请写一篇文章。', agreed, language, null), sectionIds: agreed.map(({ id }) => id) };
    const promptOf = (sections: readonly WrittenSection[], index: number, contextTokens = 100_000) =>
      sectionPrompt({ head, language, sections, index, contextTokens, condensed: null });
    const [one, two, three, four] = agreed as [WrittenSection, WrittenSection, WrittenSection, WrittenSection];

    it.each([
      ['added at the end', [one, two, three, four, section('五')], 4, '提纲从第5节起改为：\n5. 五'],
      ['put between two', [one, two, section('新'), three, four], 2, '提纲从第3节起改为：\n3. 新\n4. 三\n5. 四'],
      ['moved', [one, three, two, four, section('五')], 4, '提纲从第2节起改为：\n2. 三\n3. 二\n4. 四\n5. 五'],
      ['taken out', [one, three, section('五')], 2, '提纲从第2节起改为：\n2. 三\n3. 五'],
    ])('keeps what was read before the first one that is %s, and tells the outline there', (_case, sections, index, told) => {
      const from = sections.findIndex(({ id }, place) => id !== head.sectionIds[place]);
      const before = promptOf(agreed, 3);
      const after = promptOf(sections, index);
      const kept = 3 + 2 * from;
      expect(after.slice(0, kept)).toEqual(before.slice(0, kept));
      expect(after.slice(kept, kept + 2)).toEqual([
        { role: 'user', text: told },
        { role: 'assistant', text: '好的。' },
      ]);
      expect(after.at(-1)?.text).toContain(`写第${index + 1}节`);
    });

    it('begins each further prompt with all that was read and written for the one before', () => {
      const sections = [one, two, section('新'), section('更新')];
      const first = evaluated(promptOf(sections, 2), '新的正文。');
      const second = evaluated(promptOf([one, two, section('新', [piece('新的正文。')]), section('更新')], 3));
      expect(second.startsWith(first)).toBe(true);
    });

    it('says nothing of it in front of that place, and little where the outline has no room', () => {
      const many = [one, two, ...Array.from({ length: 200 }, (_, index) => section(`新的第${index}个标题`))];
      expect(
        promptOf(many, 1)
          .map(({ text }) => text)
          .join(),
      ).not.toContain('提纲从');
      expect(promptOf(many, 2, 4096).map(({ text }) => text)).toContain('提纲从第3节起有改动，写到每节时再说明标题和要点。');
    });
  });

  it('asks for a text of one piece with the request alone', () => {
    const head = documentHead('请写一篇文章。', [{ heading: '春天', points: [], target: 300 }], language, '你是编辑。');
    const sections = [{ id: 's1', heading: '春天', points: [], target: 300, pieces: [piece('写到这里', 'draft')] }];
    expect(sectionPrompt({ head, language, sections, index: 0, contextTokens: 9_000, condensed: null })).toEqual([
      { role: 'system', text: '你是编辑。' },
      { role: 'user', text: '请写一篇文章。' },
      { role: 'assistant', text: '写到这里' },
    ]);
  });

  it('continues a broken-off text in its own turn', () => {
    const sections = [section('引言', [piece('写到一'), piece('半又停', 'continue')])];
    expect(promptFor(sections, 0).at(-1)).toEqual({ role: 'assistant', text: '写到一半又停' });
  });

  it('leaves out sections that have no text, and still counts them', () => {
    const sections = [section('引言'), section('中间')];
    expect(promptFor(sections, 1).map(({ text }) => text)).not.toContain('写第1节“引言”，约200字。要点：要点。只写正文。');
    expect(promptFor(sections, 1).at(-1)?.text).toContain('写第2节');
  });

  it('asks to condense behind the longer text, and goes on with what the shorter form has', () => {
    const sections = [section('引言', [piece('很长的正文。')])];
    const asked = promptFor(sections, 0, { condensed: '' });
    expect(asked.at(-2)).toEqual({ role: 'assistant', text: '很长的正文。' });
    expect(asked.at(-1)?.text).toContain('压缩到约200字');
    expect(promptFor(sections, 0, { condensed: '短' }).at(-1)).toEqual({ role: 'assistant', text: '短' });
  });

  it('P4 names what no longer fits, jumps seldom, and always keeps the section before', () => {
    const sections = Array.from({ length: 60 }, (_, index) =>
      section(`第${index}节`, [piece(`开头${index}。${'字'.repeat(180)}。结尾${index}。`)]),
    );
    const shownFrom = Array.from({ length: 60 }, (_, index) => {
      const prompt = promptFor(sections, index, { contextTokens: 4_096 });
      expect(prompt.at(-1)?.text ?? '').toContain('开头');
      return firstShown(prompt);
    });
    expect(new Set(shownFrom).size).toBeLessThan(10);
    const last = promptFor(sections, 59, { contextTokens: 4_096 });
    const [title, earlier, ...quoted] = (last[3]?.text ?? '').split('\n');
    expect(title).toContain('前面各节已经写完');
    expect(quoted).toHaveLength(20);
    const leftOut = firstShown(last) - 1;
    expect(earlier).toBe(`- 第1-${leftOut - 20}节：从略`);
    expect(quoted.at(-1)).toBe(`- 第${leftOut - 1}节: 开头${leftOut - 1}。 … 结尾${leftOut - 1}。`);
  });

  it('P4 keeps to its leaps where the sections have lengths of their own', () => {
    const sections = Array.from({ length: 40 }, (_, index) => ({
      ...section(`第${index}节`, [piece('字'.repeat(150))]),
      target: [100, 450, 180, 320][index % 4] ?? 0,
    }));
    const shownFrom = sections.map((_, index) => firstShown(promptFor(sections, index, { contextTokens: 4_096 })));
    expect(shownFrom).toEqual(shownFrom.toSorted((left, right) => left - right));
    expect(new Set(shownFrom).size).toBeLessThan(8);
  });

  it.each([4_096, 6_144, 8_192, 16_384])('P4 leaves each of two hundred sections its room in a context of %d', (contextTokens) => {
    const text = `${'第一句话里有二十个字左右'.repeat(2)}。${'字'.repeat(450)}。${'最后一句话也有这样长短'.repeat(2)}。`;
    const sections = Array.from({ length: 200 }, (_, index) => ({
      id: `s${index}`,
      heading: `第${index}节的标题有十几个字`,
      points: ['这一节的要点大约有二十个字这么多'],
      target: 500,
      pieces: [piece(text)],
    }));
    for (const index of [0, 1, 30, 60, 120, 180, 199]) {
      const standing = sections.map((row, place) => (place < index ? row : { ...row, pieces: [] }));
      const units = promptFor(standing, index, { contextTokens }).reduce((sum, turn) => sum + countText(turn.text), 0);
      expect(units + 500 * 1.35).toBeLessThan(contextTokens);
    }
  });

  it('P2 has of an outline what leaves room for the texts: all of it, its headings, or how many there are', () => {
    const outline = Array.from({ length: 100 }, (_, index) => ({ heading: `标题${index}`, points: ['要点有十个字这么长的'], target: 300 }));
    const head = documentHead('请写一篇文章。', outline, language, null);
    const requestIn = (contextTokens: number) => documentStart(head, language, contextTokens)[1]?.text;
    expect(requestIn(32_768)).toBe(head.request);
    expect(requestIn(32_768)).toContain('1. 标题0（约300字）：要点有十个字这么长的');
    expect(requestIn(4_096)).toContain('提纲：\n1. 标题0\n2. 标题1\n');
    expect(requestIn(1_024)).toBe('请写一篇文章。\n\n全文共100节，写到每节时再说明标题和要点。');
  });
});

/** Number of the first section that is in a prompt with its text. */
function firstShown(prompt: readonly PromptMessage[]): number {
  const asked = prompt.find(({ text }) => /^写第\d+节/u.test(text));
  return Number(/第(\d+)节/u.exec(asked?.text ?? '')?.[1]);
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readGgufHeader } from '@maobi/core';
import { describe, expect, it } from 'vitest';
import { readingRate, readTokens, writingRate } from './contestants/contestant.ts';
import { eventData } from './contestants/event-stream.ts';
import { bytesCountedTwice } from './contestants/shared-pages.ts';
import { TokenHistory } from './contestants/token-history.ts';
import { Findings, isReached } from './findings.ts';
import { ratesOfBench } from './llama-bench.ts';
import { readGgufLayout } from './model/gguf-layout.ts';
import { writePredictableModel } from './model/predictable-model.ts';
import { circleOf } from './model/circle.ts';
import { readVersusOptions } from './options.ts';
import { figure, markdownReport, workLines } from './report.ts';
import { median, ratio, sampleOf } from './statistics.ts';
import { prose, withChanges } from './texts.ts';

const demo = join(import.meta.dirname, '../../models/demo/maobi-demo.gguf');

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('memory of several processes', () => {
  const mapping = (path: string, unchangedKb: number, changedKb = 0) =>
    [
      `7f0000000000-7f0000001000 r-xp 00000000 fe:01 12345                      ${path}`,
      `Rss: ${unchangedKb + changedKb} kB`,
      `Shared_Clean: ${unchangedKb / 2} kB`,
      `Private_Clean: ${unchangedKb / 2} kB`,
      `Private_Dirty: ${changedKb} kB`,
    ].join('\n');

  it('counts the unchanged pages of one file once', () => {
    const server = [mapping('/usr/bin/node', 30), mapping('/usr/bin/node', 10, 4), mapping('/lib/sqlite.node', 6)].join('\n');
    const engine = [mapping('/usr/bin/node', 36), mapping('/lib/llama.so', 8)].join('\n');
    expect(bytesCountedTwice([server, engine])).toBe(36 * 1024);
  });

  it('counts everything of memory without a file, and of one process', () => {
    expect(bytesCountedTwice([mapping('[heap]', 8), mapping('[heap]', 8), mapping('', 8)])).toBe(0);
    expect(bytesCountedTwice([mapping('/usr/bin/node', 30)])).toBe(0);
  });
});

describe('statistics', () => {
  it('take the middle, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 9, 2])).toBe(3);
    expect(sampleOf([3, 1, 2])).toEqual({ median: 2, minimum: 1, maximum: 3, count: 3 });
  });

  it('never make a figure out of nothing', () => {
    expect(() => sampleOf([])).toThrow('no value');
    expect(ratio(1, 0)).toBeNaN();
    expect(new Findings().median('reading', 'Maobi')).toBeNaN();
    expect(isReached({ name: '', measured: Number.NaN, bound: 1, kind: 'at most', unit: '' })).toBe(false);
  });

  it('count reading up to the first token and writing after it', () => {
    const completion = { text: '', firstTokenMs: 500, totalMs: 2_500, writtenTokens: 21, promptTokens: 110, cachedTokens: 10 };
    expect([readTokens(completion), readingRate(completion), writingRate(completion)]).toEqual([100, 200, 10]);
  });
});

describe('what is read from others', () => {
  it('tells reading from writing in the output of llama-bench', () => {
    const rows = [
      { build_commit: 'abc', n_prompt: 256, n_gen: 0, samples_ts: [20.5, 21] },
      { build_commit: 'abc', n_prompt: 0, n_gen: 64, samples_ts: [8] },
    ];
    expect(ratesOfBench(rows)).toEqual({ reading: [20.5, 21], writing: [8], build: 'abc' });
    expect(() => ratesOfBench([])).toThrow('no rates');
  });

  it('finds events wherever the stream is cut, up to [DONE]', async () => {
    const bytes = new TextEncoder().encode('data: {"a":"文"}\n\n: still here\n\ndata: {"a":2}\n\ndata: [DONE]\n\ndata: {"a":3}\n\n');
    for (const size of [1, 7, 1000]) {
      const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
          controller.close();
        },
      });
      expect(await collected(eventData(new Response(body)))).toEqual([{ a: '文' }, { a: 2 }]);
    }
    await expect(collected(eventData(new Response('no', { status: 500 })))).rejects.toThrow('500');
  });

  it('puts written tokens where their text stands, and reads the rest', async () => {
    const history = new TokenHistory({
      template: async (messages) => messages.map(({ content }) => `<${content}>`).join(''),
      tokenize: async (text) => [...text].map((character) => character.codePointAt(0) ?? 0),
    });
    history.remember('b', [1000, 1001]);
    const messages = [
      { role: 'user', content: 'b' },
      { role: 'assistant', content: 'b' },
      { role: 'user', content: 'c' },
    ] as const;
    expect(await history.tokensOf(messages.slice(1))).toEqual([60, 1000, 1001, 62, 60, 99, 62]);
    expect(await history.tokensOf([{ role: 'assistant', content: 'unknown' }])).toHaveLength(9);
  });
});

describe('texts', () => {
  it('differ from the first character that matters on, and are the same for the same seed', () => {
    expect(prose(1, 300)).toHaveLength(300);
    expect(prose(1, 300)).toBe(prose(1, 300));
    expect(prose(1, 300).slice(0, 4)).not.toBe(prose(2, 300).slice(0, 4));
  });

  it.each([0.05, 0.2, 0.5])('change so large a part of a text: %f', (part) => {
    const text = prose(3, 600);
    const changed = withChanges(text, part);
    const differing = [...text].filter((character, index) => character !== changed[index]).length;
    expect(changed).toHaveLength(600);
    expect(Math.abs(differing / 600 - part)).toBeLessThan(0.02);
  });
});

describe('the report', () => {
  const findings = new Findings();
  findings.add({ what: 'writing', unit: 'tokens/s', better: 'more' }, 'Maobi', 12, 10, 11);
  findings.add({ what: 'writing', unit: 'tokens/s', better: 'more' }, 'llama-server', 5.5);
  const goal = { name: 'writing, times llama-server', measured: 2, bound: 1.5, kind: 'at least', unit: 'x' } as const;
  const missed = { ...goal, name: 'missed', bound: 3 };
  const unknown = { ...goal, name: 'left out', measured: Number.NaN };
  const result = { findings: findings.list(), goals: [goal, missed, unknown], notes: ['A note.'] };

  it('shows medians, spans, ratios and goals in a terminal', () => {
    const lines = workLines(result).join('\n');
    expect(lines).toContain('Maobi         11 (10-12, n=3)');
    expect(lines).toContain('llama-server  5.5   Maobi against it: 2x');
    expect(lines).toContain('✔ writing, times llama-server: 2 x (at least 1.5 x) reached');
    expect(lines).toContain('✘ missed: 2 x (at least 3 x) not reached');
    expect(lines).toContain('not measured');
  });

  it('takes nine tenths of what the machine allows where it does not allow the bound, and tells both', () => {
    const reopened = { name: 'reopened', measured: 0.041, bound: 0.03, kind: 'at most', unit: 'x' } as const;
    const stateOf = (possible: number) => workLines({ findings: [], goals: [{ ...reopened, possible }], notes: [] }).join();
    expect(stateOf(0.039)).toContain('✔ reopened: 0.041 x (at most 0.03 x) reached, the machine allows 0.039 x');
    expect(stateOf(0.034)).toContain('✘ reopened: 0.041 x (at most 0.03 x) not reached, the machine allows 0.034 x');
    expect(stateOf(0.02)).toContain('✘'); // the machine allows the bound
    expect(stateOf(Number.NaN)).toContain('✘');
  });

  it('is a page with a row of the same width for each finding', () => {
    const contestants = [{ name: 'Maobi', version: '1', flags: 'maobi serve' }];
    const works = [{ name: 'rates', about: 'speed', seconds: 61.4, ...result }];
    const page = markdownReport({
      date: '2026-01-01',
      machine: 'a machine',
      model: 'm.gguf',
      contestants,
      command: 'npm run bench',
      works,
    });
    expect(page).toContain('| writing | tokens/s | 11 (10-12, n=3) | 5.5 | 2x |');
    const section = page
      .slice(page.indexOf('## rates'))
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(new Set(section.map((line) => line.split('|').length)).size).toBe(1);
  });

  it('has figures of three digits', () => {
    expect([1234.5, 99.96, 0.04567, 3].map(figure)).toEqual(['1235', '100', '0.0457', '3']);
  });
});

describe('options', () => {
  const files = ['--server', demo, '--model', demo];

  it('say what is missing, and what there is', () => {
    expect(() => readVersusOptions([], ['rates'])).toThrow('--server is missing');
    expect(() => readVersusOptions(['--server', '/nowhere'], [])).toThrow('there is no file /nowhere');
    expect(() => readVersusOptions([...files, '--only', 'rates,dancing'], ['rates'])).toThrow('no work named dancing. There are: rates.');
    expect(() => readVersusOptions([...files, '--sizes', '500,x'], [])).toThrow('not "x"');
  });

  it('are short with --quick, where nothing else is said', () => {
    expect(readVersusOptions([...files, '--quick', '--rounds', '2'], [])).toMatchObject({ rounds: 2, scale: 0.15, sizes: [200, 400] });
    expect(readVersusOptions(files, [])).toMatchObject({ rounds: 3, scale: 1, sizes: [1000, 2000], benchPath: null });
  });
});

describe('a model whose text is known', () => {
  it('goes round in a circle of characters that no other token can bind together', () => {
    const tokens = [
      'a',
      'Ċ',
      'ä½ł',
      'å¥½',
      'ä½łå¥½',
      ...Array.from({ length: 12 }, (_, index) => `èĥ${String.fromCodePoint(0x120 + index)}`),
    ];
    const circle = circleOf(tokens, String);
    expect(circle.slice(0, 3)).toEqual([1, 2, 5]);
    expect(new Set(circle).size).toBe(circle.length);
    expect(circleOf(tokens, (id) => (id === 5 ? '' : String(id)))).not.toContain(5);
    expect(circleOf(tokens, (id) => (id === 6 ? '5' : String(id)))).not.toContain(6);
    expect(() => circleOf(['a', 'Ċ'], String)).toThrow('too few');
  });

  it('is a file that core accepts, with silent layers and an output of its own', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'maobi-predictable-'));
    try {
      const path = join(folder, 'known.gguf');
      writePredictableModel(demo, path);
      const [from, to] = [readFileSync(demo), readFileSync(path)];
      const header = await readGgufHeader(async (offset, length) => to.subarray(offset, offset + length), to.length);
      const [before, after] = [readGgufLayout(from), readGgufLayout(to)];
      expect(header.vocabularySize).toBe(before.tokens.length);
      expect(after.tensors.map(({ name }) => name)).toEqual([...before.tensors.map(({ name }) => name), 'output.weight']);
      const bytesOf = (name: string) => to.subarray(after.dataOffset + (after.tensors.find((each) => each.name === name)?.offset ?? 0));
      expect(
        bytesOf('blk.0.ffn_down.weight')
          .subarray(0, 4096)
          .every((byte) => byte === 0),
      ).toBe(true);
      const rowBytes = Math.floor((to.length - after.dataOffset - (after.tensors.at(-1)?.offset ?? 0)) / before.tokens.length);
      const row = (name: string, at: number) => bytesOf(name).subarray(at * rowBytes, (at + 1) * rowBytes);
      const [entry = 0, first = 0] = circleOf(before.tokens, (id) => row('token_embd.weight', id).toString('latin1'));
      expect(row('output.weight', first)).toEqual(row('token_embd.weight', entry));
      expect(row('output.weight', before.tokens.indexOf('a')).every((byte) => byte === 0)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

import { describe, expect, it } from 'vitest';
import { readInPieces } from './read-in-pieces.ts';
import { readMarkdown } from './read-markdown.ts';

const paragraphs = Array.from({ length: 400 }, (_, index) => `第 ${index} 段，**讲**一个故事，不长也不短，正好。`).join('\n\n');
const rows = Array.from({ length: 120 }, (_, index) => `| ${index} | *行* ${index} |`).join('\n');
const table = `| 号 | 名 |\n| --: | --- |\n${rows}`;

describe('a long text read in pieces', () => {
  it.each([
    ['paragraphs', paragraphs],
    ['a long table', table],
    ['both', `${paragraphs}\n\n${table}\n\n${paragraphs}`],
    ['words named elsewhere', `[甲]: https://example.org/\n\n${paragraphs}\n\n见[甲]。`],
  ])('Z5 is the same as when it is read at once: %s', async (_, text) => {
    const [whole, pieces] = [readMarkdown(text).map(({ node }) => node), await readInPieces(text)];
    expect(pieces.map((node) => node.toJSON())).toEqual(whole.map((node) => node.toJSON()));
  });
});

import { describe, expect, it } from 'vitest';
import { withKeptReferences } from './kept-references.ts';

describe('footnotes and links of a passage that is worded anew', () => {
  it.each([
    ['学者[^2]说过。', '有学者[^2]曾说过。', '有学者[^2]曾说过。'],
    ['有学者[^2]在2023年说过。', '2023年有学者说过这话。', '2023年有学者[^2]说过这话。'],
    ['甲说对。[^1]乙说错。', '前者赞成。后者反对。', '前者赞成。[^1]后者反对。'],
    ['甲说对。乙说错[^1]。', '前者赞成。后者反对。', '前者赞成。后者反对[^1]。'],
    ['He was kind.[^a] She left.', 'His kindness showed. She went.', 'His kindness showed.[^a] She went.'],
    ['春天[^1][^2]来了', '春天到了', '春天[^1][^2]到了'],
    ['甲一。\n\n乙二[^1]', '新的。\n\n别的', '新的。\n\n别的[^1]'],
  ])('W24 come back where the model lost them: %j as %j is %j', (old, wording, kept) => {
    expect(withKeptReferences(old, wording)).toBe(kept);
  });

  it('W24 stay away from a sentence that may be another one', () => {
    expect(withKeptReferences('So it began[^a] again.', 'Then. A man came.')).toBe('Then. A man came.');
    expect(withKeptReferences('甲说对。乙说错[^1]。丙不说。', '前者赞成。后者反对。')).toBe('前者赞成。后者反对。');
  });

  it('W24 are none that the model made up', () => {
    expect(withKeptReferences('学者说过。', '学者[^3]说过。')).toBe('学者说过。');
    expect(withKeptReferences('学者说过。', '学者[^3]说过。\n\n[^3]: 见附录。')).toBe('学者[^3]说过。\n\n[^3]: 见附录。');
    expect(withKeptReferences('学者[^1]说过。', '学者[^1，曾说过。')).toBe('学者[^1]，曾说过。');
    expect(withKeptReferences('式样不变。', '式样 `[^a]` 不变。')).toBe('式样 `[^a]` 不变。');
  });

  it('W24 keep the notes that stand in the passage', () => {
    expect(withKeptReferences('学者[^2]说过。\n\n[^2]: 见附录。', '学者[^2]曾说过。')).toBe('学者[^2]曾说过。\n\n[^2]: 见附录。');
  });

  it('W24 lie on their words again, with their own address', () => {
    const old = '详见[操作指南](https://a.b/c)。';
    expect(withKeptReferences(old, '请看操作指南。')).toBe('请看[操作指南](https://a.b/c)。');
    expect(withKeptReferences(old, '请看[操作指南](https://a.b/d)。')).toBe('请看[操作指南](https://a.b/c)。');
    expect(withKeptReferences(old, '请看[说明](https://a.b/c)。')).toBe('请看[说明](https://a.b/c)。');
    expect(withKeptReferences(old, '请看别处。')).toBe('请看别处。');
  });
});

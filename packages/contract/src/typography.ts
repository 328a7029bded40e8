/** Rules by which a text is set without a model; each can be left out. In the order in which people meet them. */
export const typographyRuleNames = ['spacing', 'punctuation', 'quotes', 'ellipsis', 'dash', 'width', 'repetition'] as const;
export type TypographyRuleName = (typeof typographyRuleNames)[number];

/** What each rule does, by one example. */
export const typographyExamples: Readonly<Record<TypographyRuleName, { readonly before: string; readonly after: string }>> = {
  spacing: { before: '用AI写了3篇', after: '用 AI 写了 3 篇' },
  punctuation: { before: '天晴了,花开.', after: '天晴了，花开。' },
  quotes: { before: '他说"慢慢来"', after: '他说“慢慢来”' },
  ellipsis: { before: '再等一等...', after: '再等一等……' },
  dash: { before: '河--他的河', after: '河——他的河' },
  width: { before: 'ＡＩ２', after: 'AI2' },
  repetition: { before: '先走，，再看', after: '先走，再看' },
};

interface AskedSection {
  readonly heading: string;
  /** In 字 or words. */
  readonly words: number;
  readonly language: 'zh' | 'en';
}

const parts = {
  zh: {
    subjects: ['老街', '清晨的码头', '那间小店', '一位老师', '山下的村子', '新来的学徒', '雨后的菜场'],
    verbs: [
      '慢慢学会了',
      '悄悄改变着',
      '一直守着',
      '重新看待',
      '终于放下',
      '反复琢磨',
      '每天记录',
      '认真讨论',
      '渐渐习惯',
      '坦然接受',
      '仔细收藏',
    ],
    objects: [
      '手里的活计',
      '旧日的规矩',
      '来往的客人',
      '漫长的等待',
      '细小的差错',
      '彼此的信任',
      '不同的声音',
      '未完的计划',
      '朴素的道理',
      '四季的变化',
      '眼前的难题',
      '远处的消息',
      '自己的节奏',
    ],
  },
  en: {
    subjects: [
      'The old street',
      'A quiet harbour',
      'The small shop',
      'One teacher',
      'The village below',
      'A new apprentice',
      'The wet market',
    ],
    verbs: [
      'slowly learned',
      'quietly changed',
      'always kept',
      'looked again at',
      'finally let go of',
      'thought about',
      'wrote down',
      'argued over',
      'grew used to',
      'accepted',
      'collected',
    ],
    objects: [
      'its daily work',
      'the rules of old',
      'every passing guest',
      'a long wait',
      'small mistakes',
      'mutual trust',
      'other voices',
      'unfinished plans',
      'plain reasons',
      'all four seasons',
      'the problem at hand',
      'distant news',
      'a rhythm of its own',
    ],
  },
} as const;
const sentencesOfParagraph = 4;

/** Sections, and texts of one piece, as the studio asks for them. */
const requests = {
  zh: [/^写第\d+节“(?<heading>.+?)”，约(?<words>\d+)字。/u, /^请写一篇关于“(?<heading>.+?)”的文章，约(?<words>\d+)字。/u],
  en: [
    /^Write section \d+, "(?<heading>.+?)", about (?<words>\d+) words\./u,
    /^Write an article about "(?<heading>.+?)", about (?<words>\d+) words\./u,
  ],
} as const;

/** The section that this question asks for, in the studio's wording; `null`: it asks for something else. */
export function askedSection(question: string): AskedSection | null {
  const language = /^[写请]/u.test(question) ? 'zh' : 'en';
  const asked = requests[language].map((request) => request.exec(question)).find((found) => found !== null);
  if (!asked?.groups) return null;
  return { heading: asked.groups['heading'] ?? '', words: Number(asked.groups['words']), language };
}

/** Paragraphs of this length about a heading; the same for the same request, and no sentence like another. */
export function sectionText({ heading, words, language }: AskedSection): string {
  const { subjects, verbs, objects } = parts[language];
  const seed = [...heading].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0);
  const wordsOf = (text: string): number => (language === 'zh' ? (text.match(/\p{Script=Han}/gu)?.length ?? 0) : text.split(' ').length);
  let text = '';
  for (let index = 0, count = 0; count < words; index += 1) {
    const at = seed + index;
    const [subject, verb, object] = [subjects[at % subjects.length], verbs[at % verbs.length], objects[at % objects.length]];
    const sentence = language === 'zh' ? `${subject}${verb}${object}。` : `${subject} ${verb} ${object}. `;
    count += wordsOf(sentence.trim());
    text += sentence + (index % sentencesOfParagraph === sentencesOfParagraph - 1 ? '\n\n' : '');
  }
  return text.trim();
}

/** One more paragraph, or a shorter text. */
export function followUpText(question: string): string | null {
  if (/^这一节偏短|^This section is short/u.test(question)) {
    const language = question.startsWith('这') ? 'zh' : 'en';
    return sectionText({ heading: question, words: 60, language });
  }
  const condensed = /^(?:这一节偏长，请压缩到约|This section is long\. Condense it to about )(?<words>\d+)/u.exec(question)?.groups?.[
    'words'
  ];
  if (condensed === undefined) return null;
  return sectionText({ heading: '压缩', words: Number(condensed), language: question.startsWith('这') ? 'zh' : 'en' });
}

const polishRequests = [
  /^请[^\n]*下面的?文字[^\n]*只输出结果。\n\n(?<passage>[^]+)$/u,
  /^[^\n]*the text below[^\n]* Output only the result\.\n\n(?<passage>[^]+)$/u,
];

/** A passage in another wording, as the studio asks for it; `null`: it asks for something else. */
export function polishedText(question: string): string | null {
  const passage = polishRequests.map((request) => request.exec(question)?.groups?.['passage']).find((found) => found !== undefined);
  if (passage === undefined) return null;
  return question.startsWith('请') ? passage.replace(/[。！？]?$/u, '，读来更顺。') : passage.replace(/[.!?]?$/u, ', and it reads well.');
}

import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import type { PreparedStudio } from './prepared-studio.ts';

interface PresentedText {
  readonly topic: string;
  readonly sections: readonly {
    readonly heading: string;
    readonly points: readonly string[];
    readonly target: number;
    readonly text: string;
  }[];
  /** On words that stand in the first section. */
  readonly comment: { readonly quote: string; readonly text: string };
}

const zh: PresentedText = {
  topic: '社区图书馆为什么值得保留',
  sections: [
    {
      heading: '从一盏灯说起',
      points: ['冬天傍晚的一扇窗', '谁在里面'],
      target: 150,
      text: `冬天的傍晚，整条街最先亮起来的，是图书馆二楼的那扇窗。灯不算明亮，照在旧木桌上，却正好够一个人把一页书看完。

放学的孩子坐在靠暖气的一侧，把作业摊开，又悄悄翻起漫画。退休的老周每天五点到，先看报，再替管理员把还回来的书放上架。没有人问他们为什么来，也没有人催他们走。

一座城市里，这样的地方并不多：不用花钱，不用说明来意，坐下就好。`,
    },
    {
      heading: '它留住了谁',
      points: ['没有书房的人', '一份借书记录'],
      target: 110,
      text: `它留住的，首先是没有书房的人。合租的年轻人在这里写简历，带孩子的母亲在这里读完半本小说，外来的师傅在这里学会了看图纸。

去年全年，这里借出四万多册书，最旧的一本菜谱换过三次封皮。数字不大，可每一册背后，都有一个人走过来，又带着一点东西走回去。`,
    },
    {
      heading: '钱与时间',
      points: ['一年的开支', '省下来的是什么'],
      target: 80,
      text: `要保留它，当然要花钱。房租、暖气、两位管理员的工资，再加上每年添的新书，一年大约抵得上修一段两百米的路。

路修好了，人走得快一些。图书馆留着，人愿意慢下来。这两件事，一座城市都需要。`,
    },
    { heading: '回到门口', points: ['关门的那一刻', '把灯留着'], target: 140, text: '' },
  ],
  comment: { quote: '没有人问他们为什么来', text: '这一句很好，结尾可以再用一次。' },
};

const en: PresentedText = {
  topic: 'Why a neighbourhood library is worth keeping',
  sections: [
    {
      heading: 'One lamp in winter',
      points: ['A window at dusk', 'Who is inside'],
      target: 105,
      text: `On winter evenings the first window to light up on our street is the one above the library. The lamp is not a bright one, but it reaches the whole of the old oak table, and that is enough to finish a page by.

Children sit on the side near the radiator, with homework spread out and a comic underneath. Mr Brook comes at five, reads the paper, and then helps to put the returned books back. Nobody asks why they came, and nobody hurries them out.

There are few such places in a city: nothing to buy, nothing to explain, a chair.`,
    },
    {
      heading: 'Whom it keeps',
      points: ['People without a study', 'What the loans say'],
      target: 78,
      text: `It keeps, first of all, those who have no room of their own to read in. Flatmates write applications here, a mother gets through half a novel, a fitter learns to read a plan.

Last year forty thousand books went out over this desk. The oldest cookery book is in its third cover. It is not a large figure, but behind each of those loans someone walked in, and walked home with a little more.`,
    },
    {
      heading: 'Money and time',
      points: ['What a year costs', 'What it saves'],
      target: 48,
      text: `Keeping it costs money, of course. Rent, heating, two librarians and the new books of a year come to about as much as two hundred metres of road.

A better road lets people go faster. A library lets them slow down. A city needs both.`,
    },
    { heading: 'Back at the door', points: ['The moment of closing', 'Leave the lamp on'], target: 90, text: '' },
  ],
  comment: { quote: 'Nobody asks why they came', text: 'Good. Use it once more at the end.' },
};

/** Documents to show the studio with, written by hand, one in each language; the last section is still to be written. */
export async function presentedDocument(studio: PreparedStudio, language: 'zh' | 'en'): Promise<string> {
  const { topic, sections, comment } = language === 'zh' ? zh : en;
  const { id, revision } = await studio.document(topic, [], sections.reduce((sum, { target }) => sum + target, 0) / 3);
  const rows = sections.map(({ heading, points, target }) => ({ id: uuidV7(), heading, points: [...points], target, isLocked: false }));
  await studio.client.call('replaceOutline', { params: { id }, body: { revision, sections: rows } });
  for (const [place, { text }] of sections.entries()) {
    const body = { id: uuidV7(), baseId: null, source: 'user' as const, text };
    if (text !== '') await studio.client.call('addVersion', { params: { id: rows[place]?.id ?? '' }, body });
  }
  const text = sections[0]?.text ?? '';
  const at = text.indexOf(comment.quote);
  const around = { before: text.slice(Math.max(0, at - 40), at), after: text.slice(at + comment.quote.length).slice(0, 40) };
  const body = { id: uuidV7(), quote: comment.quote, ...around, text: comment.text };
  await studio.client.call('addComment', { params: { id: rows[0]?.id ?? '' }, body });
  return `/documents/${id}`;
}

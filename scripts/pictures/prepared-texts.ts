import type { DocumentDetail } from '@maobi/contract';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import type { PreparedStudio } from './prepared-studio.ts';

/** Everything Markdown can show. */
const everything = `# 一级标题\n\n**粗体**、*斜体*、\`代码\`、~~删去~~和[链接](https://example.com)。行内公式 $E = mc^2$。\n
$$\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}$$\n
## 二级标题\n\n| 方面 | 从前 | 现在 |\n|---|---:|---|\n| 获取信息 | 以天计 | 以秒计 |\n| 形成判断 | 靠经验 | 靠经验与证据 |\n
\`\`\`python\ndef add(a, b)\n    return a + b\n\`\`\`\n\n\`\`\`json\n{ "name": "毛笔", "tags": ["写作"] }\n\`\`\`\n
> 引文：技术拉近了距离。\n\n1. 第一\n2. 第二\n   - 其中\n\n- [x] 做完了\n- [ ] 还没做\n\n![一张图](https://example.com/picture.png)\n`;

/** A document whose text holds everything that can be drawn, behind headings and lists of its own. */
export async function typesetDocument(studio: PreparedStudio): Promise<string> {
  const { id, sections } = await studio.document('排版样张', ['样样都有'], 400);
  const text = everything.replace(/^# .*\n\n/u, '') + '\n---\n\n正文接着往下写，带一个脚注。[^1]\n\n[^1]: 脚注写在这里。\n';
  const body = { id: uuidV7(), baseId: null, source: 'user' as const, text };
  await studio.client.call('addVersion', { params: { id: sections[0]?.id ?? '' }, body });
  return `/documents/${id}`;
}

/** Of one studio, made once: pictures in many looks are taken of the same texts. */
const made = new WeakMap<PreparedStudio, Map<string, Promise<string>>>();

function once(studio: PreparedStudio, name: string, make: () => Promise<string>): Promise<string> {
  const known = made.get(studio) ?? new Map<string, Promise<string>>();
  made.set(studio, known);
  const path = known.get(name) ?? make();
  known.set(name, path);
  return path;
}

/** A conversation of several turns, beside others in a list with folders. */
export function longConversation(studio: PreparedStudio): Promise<string> {
  return once(studio, 'long', async () => {
    await studio.client.call('createFolder', { body: { id: uuidV7(), name: '工作' } });
    await studio.client.call('createFolder', { body: { id: uuidV7(), name: 'Essays' } });
    for (const text of [
      '帮我列一个演讲提纲：AI 写作工具发布会',
      'Write a short essay about slow mornings.',
      '把这句话改得更自然一些：我们对此表示高度重视。',
    ])
      await studio.untilWritten(await studio.ask(text));
    const first = await studio.ask('请写一篇关于“社区图书馆”的短文，约三百字。');
    await studio.untilWritten(first);
    let parentId = first.answer;
    for (const text of ['换一个更平实的开头。', '最后一段再短一点，并给出三个标题。\n\n标题不要超过八个字。']) {
      const next = await studio.ask(text, { conversation: first.conversation, parentId });
      await studio.untilWritten(next);
      parentId = next.answer;
    }
    return `/c/${first.conversation}`;
  });
}

/** A conversation whose answer holds everything that can be drawn. */
export function showcase(studio: PreparedStudio): Promise<string> {
  return once(studio, 'showcase', async () => {
    const asked = await studio.ask('请展示一切。');
    await studio.untilWritten(asked);
    studio.shownAnswers.set(asked.conversation, everything);
    return `/c/${asked.conversation}`;
  });
}

interface Written {
  readonly locks?: boolean;
  readonly rewrites?: boolean;
}

export async function writtenDocument(studio: PreparedStudio, { locks = false, rewrites = false }: Written = {}): Promise<DocumentDetail> {
  const { id } = await studio.document('一座小城的四季', ['春：河水涨了', '夏：夜市与蝉', '秋：桂花糕', '冬：围炉']);
  let document = await studio.writeDocument(id);
  const [first, second] = document.sections;
  if (locks) {
    const sections = document.sections.map(({ id: sectionId, heading, points, target }, place) => {
      return { id: sectionId, heading, points, target, isLocked: place < 2 };
    });
    document = await studio.client.call('replaceOutline', { params: { id }, body: { revision: document.revision, sections } });
  }
  if (rewrites && first && second) {
    for (const { id: sectionId } of [first, second]) {
      await studio.client.call('rewriteSection', {
        params: { id: sectionId },
        body: { jobId: uuidV7(), versionId: uuidV7(), kind: 'rewrite', options: { seed: 8 } },
      });
      document = await studio.untilDocument(id, ({ job }) => job?.state !== 'open');
    }
    const edited = document.sections[0]?.version;
    if (edited) {
      const text = edited.text.replace('山下的村子', '山那边的村子').replace('来往的客人', '远来的客人').replace('悄悄', '');
      await studio.client.call('addVersion', {
        params: { id: first.id },
        body: { id: uuidV7(), baseId: edited.id, source: 'user' as const, text },
      });
      document = await studio.client.call('getDocument', { params: { id } });
    }
  }
  return document;
}

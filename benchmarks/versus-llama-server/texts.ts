const places = ['海边的小城', '山脚下的村庄', '城南的旧书店', '河对岸的工厂', '高原上的车站', '老街的茶馆', '雨后的操场', '北方的港口'];
const people = ['一位老教师', '两个学生', '守夜的工人', '远道而来的旅客', '年轻的工程师', '卖花的妇人', '沉默的画家', '邮递员'];
const actions = [
  '谈起往事',
  '修理一台旧机器',
  '写下今天的见闻',
  '等待迟到的列车',
  '讨论技术与耐心',
  '数着窗外的灯火',
  '整理多年的书信',
  '准备一次演讲',
];
const endings = [
  '没有人急着离开',
  '时间仿佛慢了下来',
  '问题却并没有因此变得简单',
  '大家都明白这意味着什么',
  '这正是值得记录的地方',
  '风从门缝里吹进来',
];

/**
 * So many characters of plausible Chinese prose. Another `seed` begins with other words, so that nothing of one text can
 * be reused for another.
 */
export function prose(seed: number, characters: number): string {
  const pick = generator(seed);
  let text = `【${seed}】`;
  while (text.length < characters) text += `在${pick(places)}，${pick(people)}正在${pick(actions)}，${pick(endings)}。`;
  return text.slice(0, characters);
}

function generator(seed: number): (words: readonly string[]) => string {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0;
  return (words) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return words[Math.floor((state / 2 ** 32) * words.length)] ?? '';
  };
}

/** The text with so large a part of its characters replaced, in clusters of six that lie evenly over it. */
export function withChanges(text: string, part: number): string {
  const clusterLength = 6;
  const clusters = Math.round((text.length * part) / clusterLength);
  if (clusters === 0) return text;
  const stride = text.length / clusters;
  const characters = [...text];
  for (let cluster = 0; cluster < clusters; cluster += 1) {
    const start = Math.min(characters.length - clusterLength, Math.floor(cluster * stride + stride / 3));
    for (let at = Math.max(0, start); at < start + clusterLength; at += 1)
      characters[at] = '改写之后的词'[(at - start) % clusterLength] ?? '改';
  }
  return characters.join('');
}

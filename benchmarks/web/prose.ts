import { countText } from '@maobi/contract';
import type { MeasuredSection } from './measured-studio.ts';

const sentences = [
  '清晨六点，城市还没有完全醒来，街角的早餐铺已经升起白汽。',
  '真正稀缺的，变成了停下来**想一想**的耐心。',
  '他把手里的活计放下，先去看了看窗外那棵老樟树，又看了看钟。',
  '速度是 $v = \\frac{s}{t}$，见 `plan.md`，可没有人真的去算。',
  '技术拉近了距离，却没有替任何人走完那段路。',
  '与其追问它会把我们带到哪里，不如先想清楚，我们愿意往哪里走。',
  '第 3 次会议之后，大家终于同意：先写一页纸，再动手。',
  '雨后的菜场里，每个人说话的声音都比平时低一些。',
];
const inserts = ['- 工具替我们做了重复的部分；\n- 判断仍然留在人的手里；\n- 责任也一样。', '> 慢慢来，比较快。'];
const sentencesPerParagraph = 6;
const paragraphsPerInsert = 5;

/** Text as writers have it, of about this many 字: paragraphs, with a list or a quotation here and there; none like another. */
export function prose(words: number, seed = 0): string {
  const paragraphs: string[] = [];
  for (let count = 0, place = seed; count < words; place += 1) {
    const parts = Array.from({ length: sentencesPerParagraph }, (_, index) => sentences[(place * 3 + index * 5) % sentences.length] ?? '');
    const paragraph = `这是第 ${place} 段。${parts.join('')}`;
    const isInsertDue = paragraphs.length % paragraphsPerInsert === paragraphsPerInsert - 1;
    paragraphs.push(paragraph, ...(isInsertDue ? [inserts[place % inserts.length] ?? ''] : []));
    count += countText(paragraph);
  }
  return paragraphs.join('\n\n');
}

/** Sections of the same length, with their texts. */
export function sectionsOf(count: number, wordsEach: number): MeasuredSection[] {
  return Array.from({ length: count }, (_, index) => ({
    heading: `第 ${index + 1} 节：走过的路`,
    text: prose(wordsEach, index * 1000),
  }));
}

export function countedWords(text: string): number {
  return countText(text);
}

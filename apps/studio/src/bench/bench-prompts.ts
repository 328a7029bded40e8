import type { Engine, PromptMessage } from '@maobi/core';
import type { TaskName } from './bench-plan.ts';

/** Each begins with another character, so that no prompt shares more than the template with one before. */
const openings: Readonly<Record<TaskName, string>> = {
  short: '写一篇短文，题目是“清晨的渡口”，语言朴素，有一个具体的人物和一个动作。',
  medium: '根据下面的素材列出一篇文章的提纲，分引言、三个论点和结论，每个部分写清楚要用哪一条素材。',
  long: '把下面的采访记录整理成一篇完整的报道，要有标题、导语、三个小节和结尾，引用原话时不要改动。',
};

const paragraphs = [
  '镇上的渡口在河湾的北岸，每天最早的一班船六点开。撑船的老人姓周，今年六十八岁，二十岁那年从父亲手里接过竹篙，从此没有离开过这条河。',
  '他说，过去河上没有桥，学生、菜农和走亲戚的人都要坐船，一天要来回三十多趟。船头挂一盏马灯，雾大的时候，岸上的人看着灯光数时间。',
  '桥是十二年前修好的，坐船的人一下子少了。有人劝他上岸，他没有答应，只是把班次减到早晚各两趟，留给不会骑车的老人和带着担子的菜农。',
  '去年春天，几个从城里来的年轻人拍了一段录像，讲渡口的早晨。周末来看河的人多起来，有人在岸边开了茶馆，也有人问他收不收徒弟。',
  '他教第一个徒弟的时候只说了三句话：看水，不要看船；听风，不要听人；靠岸的时候慢一点，因为等船的人比赶路的人多。',
  '县里的档案记着，这个渡口最早见于清代的地方志，当时有四条船、九个船工，管渡的人由附近的五个村子轮流推举，船钱每人两文。',
];

/** Chinese prose as a writer would have it written. */
export const prose = paragraphs.join('');

const followUps = [
  '请把开头改得更具体一些，加入一个真实的细节，其余的部分保持不变。',
  '再把结尾写得短一些，不要总结，停在一个看得见的画面上就可以了。',
];

/** What is written before and after the material in a conversation of a task; the first is fitted to the length asked for. */
export async function taskPrompt(engine: Engine, task: { name: TaskName; promptTokens: number }): Promise<PromptMessage> {
  const opening = openings[task.name];
  const material = Array.from({ length: 60 }, (_, index) => `${index + 1}. ${paragraphs[index % paragraphs.length]}`).join('\n');
  const count = (length: number) => engine.countTokens({ kind: 'messages', messages: [question(opening, material.slice(0, length))] });
  let fitting = 0;
  for (let step = 2048; step >= 1; step /= 2) {
    if ((await count(fitting + step)) <= task.promptTokens) fitting += step;
  }
  return question(opening, material.slice(0, fitting));
}

/** A later question of a conversation, about 30 tokens with its template. */
export function followUp(index: number): PromptMessage {
  return { role: 'user', text: followUps[index % followUps.length] ?? '' };
}

/** A prompt of about 600 tokens that nothing before has in common with. */
export function unreadPrompt(index: number): PromptMessage {
  return question(`第${index + 1}份材料，请逐条校对，指出前后不一致的地方。`, [...paragraphs, ...paragraphs].join('\n'));
}

function question(opening: string, material: string): PromptMessage {
  return { role: 'user', text: material === '' ? opening : `${opening}\n${material}` };
}

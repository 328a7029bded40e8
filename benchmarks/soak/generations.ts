import { PauseSwitch, qwen3InstructSampling, type Engine, type EngineEvent, type GenerateRequest } from '@maobi/core';

const passage = '清晨的街道还很安静，卖早点的人已经点起了灯。有人停下来问路，有人匆匆走过，谁也没有注意到天色的变化。';
const topics = ['海边的小城', '一座旧桥', '夏天的雨', '图书馆的夜晚', '第一次远行', '城市与技术', '冬天的集市'];
const stopAfterTexts = 3;
const pauseMs = 15;

/** What writers do, in a fixed order that repeats: write, write long, stop, rest, rewrite, go on, fill in a form, come back to one of many texts. */
const kinds: readonly ((engine: Engine, number: number) => Promise<void>)[] = [
  (engine, number) => writeToEnd(engine, ask(`写一段关于${topic(number)}的短文。`, number)),
  (engine, number) => writeToEnd(engine, ask(`${passage.repeat(3 + (number % 5))}\n\n概括上文，第 ${number} 次。`, number)),
  (engine, number) => stopInTheMiddle(engine, ask(`写一篇关于${topic(number)}的长文。`, number, { maxTokens: 200 })),
  (engine, number) => stopWhileReading(engine, ask(`${number} ${passage.repeat(12)}`, number)),
  (engine, number) => restInTheMiddle(engine, ask(`写一首关于${topic(number)}的诗。`, number)),
  (engine, number) => writeToEnd(engine, ask(`润色：${passage}`, number, { reference: passage, maxTokens: 64 })),
  (engine, number) => writeToEnd(engine, continued(number)),
  (engine, number) => writeToEnd(engine, ask(`为${topic(number)}列一个提纲。`, number, { jsonSchema: outlineSchema, maxTokens: 48 })),
  // more texts than states are held: each goes to disk before its next turn, and comes back
  (engine, number) => writeToEnd(engine, ask(`${topic(number)}：${passage.repeat(12)}\n\n第 ${number} 问。`, number, { maxTokens: 8 })),
];

const outlineSchema = { type: 'object', properties: { title: { type: 'string', maxLength: 20 } }, required: ['title'] };

/** The generation of this number; a thousand of them are a long day of writing. */
export function generation(engine: Engine, number: number): Promise<void> {
  const kind = kinds[number % kinds.length];
  return kind ? kind(engine, number) : Promise.resolve();
}

function topic(number: number): string {
  return topics[number % topics.length] ?? '';
}

function ask(text: string, seed: number, changes: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    prompt: { kind: 'messages', messages: [{ role: 'user', text }] },
    sampling: qwen3InstructSampling,
    maxTokens: 40,
    stop: [],
    jsonSchema: null,
    seed,
    ...changes,
  };
}

function continued(seed: number): GenerateRequest {
  const messages = [
    { role: 'user', text: `写${topic(seed)}。` },
    { role: 'assistant', text: passage.slice(0, 20) },
  ] as const;
  return ask('', seed, { prompt: { kind: 'messages', messages } });
}

async function writeToEnd(engine: Engine, request: GenerateRequest): Promise<void> {
  await consume(engine.generate(request, new AbortController().signal), () => undefined);
}

async function stopInTheMiddle(engine: Engine, request: GenerateRequest): Promise<void> {
  const stop = new AbortController();
  let texts = 0;
  await consume(engine.generate(request, stop.signal), (event) => {
    if (event.type === 'text' && (texts += 1) === stopAfterTexts) stop.abort();
  });
}

async function stopWhileReading(engine: Engine, request: GenerateRequest): Promise<void> {
  const stop = new AbortController();
  await consume(engine.generate(request, stop.signal), () => stop.abort());
}

async function restInTheMiddle(engine: Engine, request: GenerateRequest): Promise<void> {
  const rest = new PauseSwitch();
  let hasRested = false;
  await consume(engine.generate(request, new AbortController().signal, rest), (event) => {
    if (event.type !== 'text' || hasRested) return;
    hasRested = true;
    rest.set(true);
    setTimeout(() => rest.set(false), pauseMs);
  });
}

async function consume(events: AsyncIterable<EngineEvent>, onEvent: (event: EngineEvent) => void): Promise<void> {
  for await (const event of events) {
    onEvent(event);
    if (event.type === 'ended' && event.error) throw event.error;
  }
}

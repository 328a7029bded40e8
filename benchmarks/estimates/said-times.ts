import type { Run, StudioClient, System } from '@maobi/contract';
import { uuidV7 } from '../../apps/studio/src/surroundings/uuid-v7.ts';
import { writtenDocument } from '../written-document.ts';

/** What the queue said of a run when it began, and what it took. */
export interface SaidTime {
  readonly saidMs: number;
  readonly tookMs: number;
}

export interface SaidTimes {
  readonly sections: readonly SaidTime[];
  readonly answers: readonly SaidTime[];
}

const sectionCount = 10;
const questions = [
  '春天的河边有什么？',
  '怎样泡一壶好茶？',
  '为什么海水是咸的？',
  '给朋友写几句生日祝福。',
  '搬家之前要做哪些准备？',
  '说说你怎么看早起。',
  '介绍一下养蜂人的一天。',
  '为什么秋天的叶子会变红？',
];

/** Lets sections be written and questions be answered as people ask for them, without limits, and listens to the queue. */
export async function measureSaidTimes(client: StudioClient, system: System, typicalMs: number): Promise<SaidTimes> {
  const leave = new AbortController();
  const said = new Map<string, number>();
  const listening = listen(client, said, leave.signal);
  try {
    const sections = await writeSections(client, system, typicalMs, said);
    const answers: Run[] = [];
    for (const [index, question] of questions.entries()) answers.push(await answer(client, question, index));
    return { sections: timesOf(sections, said), answers: timesOf(answers, said) };
  } finally {
    leave.abort();
    await listening;
  }
}

/** Notes of each run what is said of it first while it is at work. */
async function listen(client: StudioClient, said: Map<string, number>, signal: AbortSignal): Promise<void> {
  try {
    for await (const event of client.streamStudio({ signal })) {
      if (event.type !== 'queue') continue;
      for (const { runId, state, estimate } of event.entries) {
        if (state === 'reading' && estimate.remainingMs !== null && !said.has(runId)) said.set(runId, estimate.remainingMs);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function writeSections(
  client: StudioClient,
  { calibration }: System,
  typicalMs: number,
  said: ReadonlyMap<string, number>,
): Promise<Run[]> {
  const target = Math.max(60, Math.min(600, Math.round((typicalMs / 1000) * (calibration?.writeTokensPerSecond ?? 10))));
  const plan = Array.from({ length: sectionCount }, (_, index) => ({ heading: `第 ${index + 1} 节`, points: ['蜂箱', '花期'], target }));
  const { id } = await writtenDocument(client, '城市里的养蜂人', plan);
  const runs = await Promise.all([...said.keys()].map((runId) => client.call('getRun', { params: { id: runId } })));
  return runs.filter(({ documentId }) => documentId === id);
}

async function answer(client: StudioClient, text: string, seed: number): Promise<Run> {
  const [id, runId] = [uuidV7(), uuidV7()];
  await client.call('createConversation', { body: { id } });
  const body = { id: uuidV7(), parentId: null, text, answerId: uuidV7(), runId, options: { seed } };
  await client.call('sendMessage', { params: { id }, body });
  for await (const event of client.streamRun(runId)) if (event.type === 'ended') return event.run;
  throw new Error('a run ended without saying how');
}

function timesOf(runs: readonly Run[], said: ReadonlyMap<string, number>): SaidTime[] {
  return runs.flatMap(({ id, timings }) => {
    const saidMs = said.get(id);
    return saidMs === undefined || timings === null ? [] : [{ saidMs, tookMs: timings.readingMs + timings.writingMs }];
  });
}

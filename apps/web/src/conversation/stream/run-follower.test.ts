import { ClientError, type Run, type RunEvent } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { RunFollower, type FollowerSurroundings } from './run-follower.ts';

const ended: RunEvent = { type: 'ended', run: { id: 'r', state: 'done' } as Run };
const text = (seq: number, words: string): RunEvent => ({ type: 'text', seq, text: words, written: seq });

/** Plays one list of events per connection; an error as the last item breaks it, its end without `ended` drops it. */
function play(connections: (RunEvent | Error)[][]) {
  const askedAfter: number[] = [];
  const pauses: number[] = [];
  const paints: (() => void)[] = [];
  const surroundings: FollowerSurroundings = {
    async *stream(_id, afterSeq) {
      askedAfter.push(afterSeq);
      for (const item of connections.shift() ?? []) {
        if (item instanceof Error) throw item;
        yield item;
      }
    },
    schedulePaint: (paint) => paints.push(paint),
    pause: async (ms) => void pauses.push(ms),
    now: () => 0,
  };
  return { surroundings, askedAfter, pauses, paints };
}

describe('a run that is watched', () => {
  it('goes on behind the last chunk after a lost connection, without gap or repeat', async () => {
    const stage = play([[text(1, '春'), text(2, '天'), new TypeError('network')], [text(2, '天'), text(3, '来'), text(4, '了')], [ended]]);
    const follower = new RunFollower('r', { text: '', lastSeq: 0 }, stage.surroundings);
    await follower.follow(new AbortController().signal);
    expect(stage.askedAfter).toEqual([0, 2, 4]);
    expect(follower.view()).toMatchObject({ phase: 'ended', text: '春天来了', isLost: false, run: { state: 'done' } });
  });

  it('waits longer after each failure and starts over once something has arrived', async () => {
    const down = () => [new ClientError(0, { code: 'offline', message: '', retryable: true })];
    const stage = play([down(), down(), down(), [text(1, 'a')], down(), [ended]]);
    await new RunFollower('r', { text: '', lastSeq: 0 }, stage.surroundings).follow(new AbortController().signal);
    expect(stage.pauses).toEqual([250, 500, 1000, 250, 500]);
  });

  it('appends to the text that was there, and shows many chunks with one paint', async () => {
    const stage = play([[text(6, '二'), text(7, '三'), new Error('gone')]]);
    const stop = new AbortController();
    const follower = new RunFollower('r', { text: '一', lastSeq: 5 }, { ...stage.surroundings, pause: async () => stop.abort() });
    let paintings = 0;
    follower.subscribe(() => paintings++);
    await follower.follow(stop.signal);
    expect(follower.view().text).toBe('一');
    expect(stage.paints).toHaveLength(1);
    stage.paints[0]?.();
    expect(paintings).toBe(1);
    expect(follower.view()).toMatchObject({ text: '一二三', lastSeq: 7, phase: 'writing', isLost: true });
  });

  it('rests when something more urgent comes, keeps its text, and goes on with the next words', async () => {
    const stage = play([
      [text(1, '春'), { type: 'paused', position: 1 }, { type: 'reading', done: 9, total: 9, cached: 0 }, text(2, '天'), new Error('gone')],
    ]);
    const seen: unknown[] = [];
    const stop = new AbortController();
    const follower = new RunFollower(
      'r',
      { text: '', lastSeq: 0 },
      { ...stage.surroundings, schedulePaint: (paint) => paint(), pause: async () => stop.abort() },
    );
    follower.subscribe(() => seen.push([follower.view().phase, follower.view().text]));
    await follower.follow(stop.signal);
    expect(seen.slice(0, 3)).toEqual([
      ['writing', '春'],
      ['paused', '春'],
      ['writing', '春'],
    ]);
  });

  it('gives up when the studio no longer knows the run', async () => {
    const stage = play([[new ClientError(404, { code: 'not-found', message: '', retryable: false })]]);
    const follower = new RunFollower('r', { text: 'kept', lastSeq: 3 }, stage.surroundings);
    await follower.follow(new AbortController().signal);
    expect(follower.view()).toMatchObject({ phase: 'ended', run: null, text: 'kept' });
    expect(stage.pauses).toEqual([]);
  });

  it('shows its place in the queue, loading and reading', async () => {
    const stage = play([
      [
        { type: 'queued', position: 2 },
        { type: 'loading', percent: 40 },
        { type: 'reading', done: 10, total: 100, cached: 4 },
        new Error('gone'),
      ],
    ]);
    const seen: unknown[] = [];
    const stop = new AbortController();
    const follower = new RunFollower(
      'r',
      { text: '', lastSeq: 0 },
      { ...stage.surroundings, schedulePaint: (paint) => paint(), pause: async () => stop.abort() },
    );
    follower.subscribe(() => seen.push(follower.view().phase));
    await follower.follow(stop.signal);
    expect(seen.slice(0, 3)).toEqual(['queued', 'loading', 'reading']);
    expect(follower.view().reading).toEqual({ done: 10, total: 100, cached: 4, remainingMs: null });
  });

  it('tells a calm onlooker about once a second how far it is, and at once of a new phase and of the end', async () => {
    const { stream } = play([
      [text(1, '春'), text(2, '天'), text(3, '来'), text(4, '了'), { type: 'paused' }, text(5, '。'), ended],
    ]).surroundings;
    const times = [0, 300, 900, 1001, 1100, 1200, 1300];
    let nowMs = 0;
    const surroundings: FollowerSurroundings = {
      // each arrives at its own time and is painted at once
      async *stream(...asked) {
        for await (const event of stream(...asked)) {
          nowMs = times.shift() ?? 0;
          yield event;
        }
      },
      schedulePaint: (paint) => paint(),
      pause: async () => undefined,
      now: () => nowMs,
    };
    const follower = new RunFollower('r', { text: '', lastSeq: 0 }, surroundings);
    const [seen, painted]: [string[], string[]] = [[], []];
    follower.subscribe(() => {
      painted.push(follower.view().text);
      const { phase, text: words } = follower.calmView();
      if (seen.at(-1) !== `${phase} ${words}`) seen.push(`${phase} ${words}`);
    });
    await follower.follow(new AbortController().signal);
    expect(painted).toEqual(['春', '春天', '春天来', '春天来了', '春天来了', '春天来了。', '春天来了。']);
    expect(seen).toEqual(['writing 春', 'writing 春天来了', 'paused 春天来了', 'writing 春天来了。', 'ended 春天来了。']);
  });
});

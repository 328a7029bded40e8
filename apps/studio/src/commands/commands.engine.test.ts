import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRealCommandLine, type RealCommandLine } from '../testing/real-command-line.ts';

let maobi: RealCommandLine;
beforeAll(async () => {
  maobi = await createRealCommandLine();
});
afterAll(() => maobi[Symbol.asyncDispose]());

const lastObject = (output: string) => JSON.parse(output.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
const isAlive = (processId: number) => {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
};

describe('the real program with the demo model', () => {
  it('C42 finds that the engine works', async () => {
    const { exitCode, output } = await maobi.run(['doctor', '--json']);
    expect(exitCode).toBe(0);
    expect(lastObject(output)).toMatchObject({ ok: true, activeModel: 'demo', selfTest: { state: 'ok' } });
  });

  it('C21 C22 writes an article, saves it, and keeps it', async () => {
    const { exitCode, output } = await maobi.run(['write', '春天', '--words', '50', '--seed', '5', '--out', 'a.md', '--json']);
    expect(exitCode).toBe(0);
    const result = lastObject(output);
    expect(result).toMatchObject({ type: 'result', documentId: expect.any(String), tokens: { cached: 0 } });
    expect(await readFile(path.join(maobi.folder, 'a.md'), 'utf8')).toBe(`${String(result['text']).trimEnd()}\n`);
  });

  it('C7 C23 stops at Ctrl+C, saves what there is, and leaves no process behind', async () => {
    const command = maobi.start(['write', '人工智能如何重塑未来教育', '--words', '5000', '--out', 'b.md', '--json']);
    await command.said('"type":"text"');
    const children = await childrenOf(command.process.pid ?? 0);
    expect(children.length).toBeGreaterThan(0);
    const stoppedMs = performance.now();
    command.process.kill('SIGINT');
    const { exitCode, output } = await command.ended;
    expect(exitCode).toBe(130);
    expect(performance.now() - stoppedMs).toBeLessThan(3500);
    expect(lastObject(output)).toMatchObject({ type: 'result', state: 'stopped' });
    expect((await readFile(path.join(maobi.folder, 'b.md'), 'utf8')).trim()).toBe(String(lastObject(output)['text']).trim());
    expect(children.filter(isAlive)).toEqual([]);
  });

  it('C6 C30 talks through the studio that runs, and C1 ends that with 130 at Ctrl+C', async () => {
    const studio = maobi.start(['serve', '--no-open', '--port', '0', '--model', 'demo']);
    await studio.said('Ctrl+C');
    const reused = await maobi.run(['serve', '--no-open', '--model', 'demo']);
    expect(reused).toMatchObject({ exitCode: 0, notes: expect.stringMatching(/running already[^]*keeps the model/) });
    const talk = await maobi.run(['chat', '--json'], '你好\n再说一次\n');
    expect(talk.exitCode).toBe(0);
    expect(lastObject(talk.output)).toMatchObject({ type: 'result', turns: 2 });
    expect(lastObject((await maobi.run(['doctor', '--json'])).output)['running']).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    studio.process.kill('SIGINT');
    expect((await studio.ended).exitCode).toBe(130);
  });
});

/** Ids of the processes that this one has started. */
async function childrenOf(processId: number): Promise<number[]> {
  const text = await readFile(`/proc/${processId}/task/${processId}/children`, 'utf8').catch(() => '');
  return text.split(' ').filter(Boolean).map(Number);
}

import { createScriptedEngine } from '@maobi/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCommandLine, type TestCommandLine } from '../testing/test-command-line.ts';

let commandLine: TestCommandLine;
beforeEach(async () => {
  commandLine = await createTestCommandLine();
});
afterEach(() => commandLine[Symbol.asyncDispose]());

const onlyConversation = async () => {
  const { conversations } = await commandLine.studio.conversations.list({});
  expect(conversations).toHaveLength(1);
  return commandLine.studio.conversations.get(conversations[0]?.id ?? '');
};

describe('maobi chat', () => {
  it('C30 answers one prompt', async () => {
    const { exitCode, output } = await commandLine.run(['chat', 'Tell', 'me', 'more']);
    expect(exitCode).toBe(0);
    expect(output.length).toBeGreaterThan(10);
    expect((await onlyConversation()).messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
  });

  it('C30 takes each line of a pipe as a turn of one conversation, and C31 joins lines that end with a backslash', async () => {
    const { exitCode } = await commandLine.run(['chat'], { input: 'First question\\\nwith two lines\n\nSecond question\n' });
    expect(exitCode).toBe(0);
    const { messages } = await onlyConversation();
    expect(messages.filter(({ role }) => role === 'user').map(({ text }) => text)).toEqual([
      'First question\nwith two lines',
      'Second question',
    ]);
    expect(messages[2]?.parentId).toBe(messages[1]?.id);
  });

  it('C30 takes a whole pipe as one prompt with "-"', async () => {
    await commandLine.run(['chat', '-'], { input: 'a\nb\nc\n' });
    expect((await onlyConversation()).messages[0]?.text).toBe('a\nb\nc\n');
  });

  it('C30 begins a new conversation with /new and ends with /exit', async () => {
    await commandLine.run(['chat'], { input: 'one\n/new\ntwo\n/exit\nthree\n' });
    expect((await commandLine.studio.conversations.list({})).total).toBe(2);
  });

  it('C33 tells each turn and the result as JSON', async () => {
    const { objects } = await commandLine.run(['chat', '--json'], { input: 'one\ntwo\n' });
    const ids = objects
      .filter(({ type }) => ['started', 'turn', 'result'].includes(String(type)))
      .map(({ conversationId }) => conversationId);
    expect(ids).toHaveLength(5);
    expect(new Set(ids)).toEqual(new Set([expect.stringMatching(/^[0-9a-f-]{36}$/u)]));
    expect(objects.filter(({ type }) => type === 'turn')).toHaveLength(2);
    expect(objects.at(-1)).toMatchObject({ type: 'result', turns: 2, state: 'done', text: expect.stringMatching(/./) });
    const tokens = objects.at(-1)?.['tokens'] as { cached: number } | undefined;
    expect(tokens?.cached).toBeGreaterThan(0);
  });

  it('C1 refuses an empty prompt and starts nothing without any', async () => {
    expect((await commandLine.run(['chat', '-'], { input: ' \n' })).exitCode).toBe(2);
    expect((await commandLine.run(['chat'], { input: '' })).exitCode).toBe(0);
    expect((await commandLine.studio.conversations.list({})).total).toBe(0);
  });

  it('C32 stops an answer from a pipe with Ctrl+C and keeps it', async () => {
    await commandLine[Symbol.asyncDispose]();
    commandLine = await createTestCommandLine({ engine: createScriptedEngine({ scenario: 'endless', writeTokensPerSecond: 200 }) });
    const stop = new AbortController();
    const { exitCode, notes } = await commandLine.run(['chat', 'go on for ever'], { stop: stop.signal, onOutput: () => stop.abort() });
    expect(exitCode).toBe(130);
    expect(notes).toContain('kept');
    expect((await onlyConversation()).messages[1]).toMatchObject({ run: { state: 'stopped' }, text: expect.stringMatching(/./) });
  });

  it('C1 ends with 1 at the first turn that fails', async () => {
    const { exitCode } = await commandLine.run(['chat'], { input: '[[scenario:error-before]]\nnever asked\n' });
    expect(exitCode).toBe(1);
    expect((await onlyConversation()).messages).toHaveLength(2);
  });
});

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createMemoryModelFiles, createMemoryStore, createScriptedEngine, testModel } from '@maobi/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uuidV7 } from '../surroundings/uuid-v7.ts';
import { createTestCommandLine, type TestCommandLine } from '../testing/test-command-line.ts';

let commandLine: TestCommandLine;
beforeEach(async () => {
  const absent = testModel('qwen3-4b', { installed: null, isDefault: true, name: 'Qwen3 4B', sizeBytes: 2_500_000_000 });
  commandLine = await createTestCommandLine({ modelFiles: createMemoryModelFiles([testModel('demo'), absent]) });
});
afterEach(() => commandLine[Symbol.asyncDispose]());

const commands = 'serve write batch jobs chat polish templates models doctor bench eval completion'.split(' ');
const manual = readFileSync(new URL('../../../../docs/how-to/command-line.md', import.meta.url), 'utf8');

describe('every command line', () => {
  it.each([...commands, 'jobs night', 'models pull'])('C5 shows the help of %s, with examples', async (command) => {
    const { exitCode, output, notes } = await commandLine.run([...command.split(' '), '--help']);
    expect([exitCode, notes]).toEqual([0, '']);
    expect(output).toContain(`Usage: maobi ${command}`);
    expect(output).toContain('Examples:');
  });

  it('stands in the manual', () => {
    expect(commands.filter((command) => !manual.includes(`| \`maobi ${command}`) && !manual.includes(`, \`maobi ${command}`))).toEqual([]);
  });

  it('C5 shows all commands, examples and exit codes', async () => {
    const { output } = await commandLine.run(['--help']);
    for (const word of [...commands, 'Examples:', '130 stopped']) expect(output).toContain(word);
  });

  it.each([
    [['wirte', 'x'], /There is no command "wirte"/],
    [['models', 'plul'], /There is no command "plul"/],
    [['serve', '--port', '99999'], /--port must be a whole number from 0 to 65535/],
    [['completion', 'powershell'], /Allowed choices are bash, zsh, fish/],
  ])('C1 answers wrong usage %j with 2 and at most three lines', async (words, sentence) => {
    const { exitCode, output, notes } = await commandLine.run(words);
    expect([exitCode, output]).toEqual([2, '']);
    expect(notes).toMatch(sentence);
    expect(notes.trim().split('\n').length).toBeLessThanOrEqual(3);
  });

  it('C1 serves this machine only', async () => {
    const { exitCode, notes } = await commandLine.run(['serve', '--host', '0.0.0.0']);
    expect(exitCode).toBe(2);
    expect(notes).toContain('this machine only');
  });

  it('C3 paints only for a person, and not with NO_COLOR', async () => {
    const isPainted = (output: string) => output.includes('\u001b[');
    expect(isPainted((await commandLine.run(['models'])).output)).toBe(false);
    expect(isPainted((await commandLine.run(['models'], { isTerminal: true })).output)).toBe(true);
    expect(isPainted((await commandLine.run(['models'], { isTerminal: true, environment: { NO_COLOR: '1' } })).output)).toBe(false);
  });
});

describe('maobi models', () => {
  it('lists what is installed and what is not', async () => {
    const { output } = await commandLine.run(['models', 'list']);
    expect(output).toMatch(/● {2}demo .*comes with Maobi/);
    expect(output).toMatch(/○ {2}qwen3-4b .*2\.50 GB.*recommended/);
  });

  it('C4 lists as JSON', async () => {
    const { objects } = await commandLine.run(['models', 'list', '--json']);
    expect(objects).toEqual([
      { type: 'result', models: [expect.objectContaining({ id: 'demo' }), expect.objectContaining({ id: 'qwen3-4b' })] },
    ]);
  });

  it('C1 passes on why a download cannot start', async () => {
    const { exitCode, notes } = await commandLine.run(['models', 'pull']);
    expect(exitCode).toBe(1);
    expect(notes).toContain('There is no network in a test.');
  });

  it('removes a model and says so', async () => {
    expect((await commandLine.run(['models', 'remove', 'qwen3-4b'])).output).toContain('forgotten');
    expect((await commandLine.run(['models', 'remove', 'qwen3-4b'])).exitCode).toBe(1);
  });
});

describe('maobi doctor', () => {
  it('C42 shows versions, data folder, key, models and a working engine', async () => {
    const { exitCode, output } = await commandLine.run(['doctor']);
    expect(exitCode).toBe(0);
    for (const part of ['/nowhere', 'maobi-', 'demo (Q8_0, in use)', '✓ engine: loaded demo and wrote']) expect(output).toContain(part);
  });

  it('C45 measures a model that was never measured, and says how fast it is', async () => {
    const { output } = await commandLine.run(['doctor']);
    expect(output).toContain('✓ speed: demo reads 1000, writes 500 tokens/s; 4 threads, batches of 16, 4 texts at a time, drafts of 7');
    const { objects } = await commandLine.run(['doctor', '--json']);
    expect(objects[0]?.['calibration']).toMatchObject({ state: 'done', parallel: 4, measuredAt: expect.any(String) });
  });

  it('C45 measures the model in use, even when none is loaded, and no other one afterwards', async () => {
    await commandLine[Symbol.asyncDispose]();
    const store = createMemoryStore();
    const options = { store, modelFiles: createMemoryModelFiles([testModel('demo'), testModel('qwen3-4b')]) };
    commandLine = await createTestCommandLine(options);
    const { output } = await commandLine.run(['doctor']);
    expect(output).toContain('✓ engine: loaded qwen3-4b');
    expect(output).toContain('✓ speed: qwen3-4b reads');
    await commandLine[Symbol.asyncDispose]();
    commandLine = await createTestCommandLine(options);
    expect((await commandLine.run(['doctor'])).output).toContain('✓ engine: loaded demo');
  });

  it('C45 stops measuring at Ctrl+C with 130, showing what it waits for', async () => {
    await commandLine[Symbol.asyncDispose]();
    const engine = createScriptedEngine();
    const stop = new AbortController();
    engine.measure = (_, signal) =>
      new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
    commandLine = await createTestCommandLine({ engine });
    const onNotes = (notes: string) => {
      if (notes.includes('Measuring how fast demo is on this computer')) stop.abort();
    };
    const { exitCode, output } = await commandLine.run(['doctor'], { stop: stop.signal, isTerminal: true, onNotes });
    expect([exitCode, output]).toEqual([130, '']);
  });

  it('C43 leaves no conversation behind', async () => {
    await commandLine.run(['doctor']);
    expect((await commandLine.studio.conversations.list({})).total).toBe(0);
  });

  it('C42 tells the same as JSON', async () => {
    const { objects } = await commandLine.run(['doctor', '--json']);
    expect(objects).toEqual([
      expect.objectContaining({
        type: 'result',
        ok: true,
        apiKey: expect.stringMatching(/^maobi-/),
        selfTest: { name: 'engine', state: 'ok', text: expect.stringContaining('wrote') },
        versions: expect.objectContaining({ engine: 'scripted engine' }),
      }),
    ]);
  });

  it('C42 tests with the model that is being loaded, and leaves it in place', async () => {
    await commandLine[Symbol.asyncDispose]();
    const modelFiles = createMemoryModelFiles([testModel('demo'), testModel('qwen3-4b')]);
    commandLine = await createTestCommandLine({ modelFiles, engine: createScriptedEngine({ loadMs: 300 }) });
    await commandLine.studio.models.use('qwen3-4b');
    await expect.poll(async () => (await commandLine.studio.system()).engine.state, { interval: 2 }).toBe('loading');
    const { output } = await commandLine.run(['doctor']);
    expect(output).toContain('✓ engine: loaded qwen3-4b and wrote');
    expect((await commandLine.studio.system()).engine.model).toBe('qwen3-4b');
  });

  it('C42 does not wait for what is being written, and says that it did not test', async () => {
    const { conversations } = commandLine.studio;
    const id = uuidV7();
    await conversations.create({ id });
    const ids = { id: uuidV7(), answerId: uuidV7(), runId: uuidV7() };
    await conversations.send(id, { ...ids, parentId: null, text: '[[scenario:hang]]' });
    expect(await commandLine.run(['doctor'])).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining('! engine: busy writing, not tested'),
    });
    const { objects } = await commandLine.run(['doctor', '--json']);
    expect(objects).toEqual([
      expect.objectContaining({ selfTest: { name: 'engine', state: 'warning', text: expect.stringContaining('busy') } }),
    ]);
  });

  it('C42 still shows the computer when the engine does not work, and ends with 1', async () => {
    await commandLine[Symbol.asyncDispose]();
    commandLine = await createTestCommandLine({ modelFiles: createMemoryModelFiles([]) });
    const { exitCode, output } = await commandLine.run(['doctor']);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/✗ engine: /);
    expect(output).toContain('/nowhere');
  });
});

describe('maobi completion', () => {
  it.each(['bash', 'zsh', 'fish'])('C44 knows commands and options of %s', async (shell) => {
    const { output } = await commandLine.run(['completion', shell]);
    for (const word of ['write', 'models', 'pull', 'words', 'source', 'bench', 'synthetic']) expect(output).toContain(word);
  });

  it('C44 completes in a real bash', async () => {
    const { output } = await commandLine.run(['completion', 'bash']);
    const complete = (...words: string[]) => {
      const script = `${output}\nCOMP_WORDS=(maobi ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _maobi; echo "\${COMPREPLY[*]}"`;
      return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim();
    };
    expect(complete('wr')).toBe('write');
    expect(complete('models', 'pu')).toBe('pull');
    expect(complete('write', '--wo')).toBe('--words');
    expect(complete('completion', 'z')).toBe('zsh');
  });
});

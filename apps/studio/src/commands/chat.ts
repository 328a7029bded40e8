import type { Id, RunOptions } from '@maobi/contract';
import type { Command } from 'commander';
import { AnswerDisplay, tokensOf, writingRate } from '../terminal/answer-display.ts';
import { ask, startConversation, type Answer } from '../terminal/ask.ts';
import { CommandError, exitCodes, reportFailure, Stopped, UsageError, type ExitCode } from '../terminal/failures.ts';
import { formatDuration } from '../terminal/measures.ts';
import { readAll, readTurns, type Turns } from '../terminal/read-turns.ts';
import type { StudioConnection } from '../terminal/studio-connection.ts';
import { wantedModel, wholeNumber, withStudio, type CommandContext, type CommandHost } from './command-host.ts';

interface ChatOptions {
  readonly model?: string;
  readonly seed?: string;
  readonly json?: true;
}

const greeting = `Ask anything; a line that ends with \\ goes on in the next one.
/new starts a new conversation, /exit or Ctrl+D ends. Ctrl+C stops an answer.`;

export function addChatCommand(program: Command, host: CommandHost): void {
  program
    .command('chat')
    .summary('talk with the model')
    .description('Talks with the model. Without a prompt it asks for one after the other; from a pipe each line is one turn.')
    .argument('[prompt...]', 'ask this alone; "-" reads one prompt from the pipe, to its end')
    .option('-m, --model <model>', 'id of an installed model, "demo", or the path of a .gguf file')
    .option('--seed <number>', 'the same seed gives the same answers')
    .option('--json', 'one JSON object per line; the last one is the result')
    .addHelpText(
      'after',
      `
Examples:
  maobi chat
  maobi chat "给这段话起三个标题：……"
  cat notes.txt | maobi chat -
  printf 'Name a colour.\\nAnd another one.\\n' | maobi chat --json`,
    )
    .action(host.action((prompt: string[], options: ChatOptions) => chat(prompt.join(' '), options, host.context)));
}

/** The whole command. */
async function chat(prompt: string, options: ChatOptions, context: CommandContext): Promise<ExitCode> {
  const runOptions = readOptions(options, context);
  const turns = await turnsOf(prompt, context);
  return withStudio(context, async (connection) => {
    const talk = new Talk(connection, { context, runOptions, asJson: options.json === true });
    if (turns.isInteractive) context.terminal.note(context.terminal.paintNote('dim', greeting));
    try {
      return await context.stoppable((stop) => talk.take(turns, stop));
    } finally {
      turns.close();
      talk.tellResult();
    }
  });
}

function readOptions(options: ChatOptions, { environment }: CommandContext): RunOptions {
  const model = wantedModel(options.model, environment);
  const seed = options.seed === undefined ? undefined : wholeNumber('--seed', options.seed, { minimum: 0, maximum: 0xffffffff });
  return { ...(model === undefined ? {} : { model }), ...(seed === undefined ? {} : { seed }) };
}

async function turnsOf(prompt: string, { terminal }: CommandContext): Promise<Turns> {
  if (prompt === '') return readTurns(terminal);
  const only = prompt === '-' ? await readAll(terminal.input) : prompt;
  if (only.trim() === '') throw new UsageError('The prompt is empty.', 'Say what to ask: maobi chat "…"');
  return readTurns.once(only);
}

interface TalkOptions {
  readonly context: CommandContext;
  readonly runOptions: RunOptions;
  readonly asJson: boolean;
}

/** One conversation after the other, turn by turn. */
class Talk {
  readonly #connection: StudioConnection;
  readonly #options: TalkOptions;
  readonly #display: AnswerDisplay;
  #conversationId: Id | null = null;
  #parentId: Id | null = null;
  #last: Answer | null = null;
  #turns = 0;
  #tokens = { read: 0, cached: 0, written: 0 };
  #elapsedMs = 0;

  constructor(connection: StudioConnection, options: TalkOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#display = new AnswerDisplay(options.context.terminal, { asJson: options.asJson, showsText: true });
  }

  /** Answers turn by turn. In a conversation with a person Ctrl+C stops the answer, else the command. */
  async take(turns: Turns, stop: AbortSignal): Promise<ExitCode> {
    stop.addEventListener('abort', () => turns.close());
    for await (const text of turns) {
      if (stop.aborted) break;
      if (text === '/exit' || text === '/quit') return exitCodes.done;
      if (text === '/new') {
        this.#conversationId = null;
        this.#parentId = null;
        continue;
      }
      const code = await this.#answer(text, turns, stop);
      if (code !== exitCodes.done && !turns.isInteractive) return code;
    }
    if (stop.aborted || turns.wasStopped()) throw new Stopped('stopped by the writer');
    return exitCodes.done;
  }

  /** The last line of `--json`. */
  tellResult(): void {
    const { terminal } = this.#options.context;
    if (!this.#options.asJson || !this.#last) return;
    const { run, text } = this.#last;
    const seconds = Math.round(this.#elapsedMs / 100) / 10;
    terminal.line(
      JSON.stringify({
        type: 'result',
        conversationId: run.conversationId,
        text,
        turns: this.#turns,
        tokens: this.#tokens,
        seconds,
        state: run.state,
      }),
    );
  }

  async #answer(text: string, turns: Turns, stop: AbortSignal): Promise<ExitCode> {
    const { terminal } = this.#options.context;
    const stopAnswer = turns.duringAnswer();
    try {
      const stopped = AbortSignal.any([stop, stopAnswer.signal, terminal.outputClosed]);
      const answer = await this.#ask(text, stopped);
      return this.#tellEnd(answer);
    } catch (caught) {
      return reportFailure(terminal, caught);
    } finally {
      stopAnswer.release();
    }
  }

  async #ask(text: string, stopped: AbortSignal): Promise<Answer> {
    const { client } = this.#connection;
    this.#conversationId ??= await startConversation(client, text);
    const question = { conversationId: this.#conversationId, parentId: this.#parentId, text, options: this.#options.runOptions };
    const answer = await ask(client, question, stopped, (event) => this.#display.show(event)).catch((caught: unknown) => {
      // a refused first question has taken its conversation with it
      if (this.#parentId === null) this.#conversationId = null;
      throw caught;
    });
    this.#parentId = answer.answerId;
    this.#last = answer;
    this.#turns += 1;
    this.#elapsedMs += answer.elapsedMs;
    const { read, cached, written } = tokensOf(answer.run);
    this.#tokens = { read: this.#tokens.read + read, cached: this.#tokens.cached + cached, written: this.#tokens.written + written };
    return answer;
  }

  #tellEnd({ run, elapsedMs }: Answer): ExitCode {
    const { terminal } = this.#options.context;
    if (this.#options.asJson)
      terminal.line(JSON.stringify({ type: 'turn', conversationId: run.conversationId, state: run.state, tokens: tokensOf(run) }));
    if (run.state === 'failed' || run.state === 'interrupted') {
      return reportFailure(terminal, new CommandError(run.error?.message ?? 'The engine ended while it wrote.', run.error?.hint));
    }
    if (run.state === 'stopped') terminal.note('Stopped; what was written is kept.');
    else if (terminal.areNotesShown) {
      const facts = [writingRate(run), formatDuration(elapsedMs)].filter((fact) => fact !== '');
      terminal.note(terminal.paintNote('dim', facts.join(' · ')));
    }
    return run.state === 'stopped' ? exitCodes.stopped : exitCodes.done;
  }
}

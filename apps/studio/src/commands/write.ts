import { countText, type RunOptions } from '@maobi/contract';
import { articleLengthRange, detectLanguage, writeArticlePrompt, type WritingLanguage } from '@maobi/core';
import { Option, type Command } from 'commander';
import { ArticleFile } from '../article/article-file.ts';
import { articleSections, lengthState } from '../article/article-sections.ts';
import { confirmOverwriting } from '../article/confirm-overwriting.ts';
import { AnswerDisplay, tokensOf, writingRate } from '../terminal/answer-display.ts';
import { ask, startConversation, type Answer } from '../terminal/ask.ts';
import { CommandError, describeFailure, exitCodes, reportFailure, Stopped, UsageError, type ExitCode } from '../terminal/failures.ts';
import { formatDuration } from '../terminal/measures.ts';
import { wantedModel, wholeNumber, withStudio, type CommandContext, type CommandHost } from './command-host.ts';

interface WriteOptions {
  readonly words?: string;
  readonly lang?: WritingLanguage;
  readonly out?: string;
  readonly force?: true;
  readonly seed?: string;
  readonly model?: string;
  readonly json?: true;
}

interface Article {
  readonly topic: string;
  readonly words: number;
  readonly language: WritingLanguage;
  readonly options: RunOptions;
  readonly asJson: boolean;
}

const seedRange = { minimum: 0, maximum: 0xffffffff };

export function addWriteCommand(program: Command, host: CommandHost): void {
  program
    .command('write')
    .summary('write an article about a topic')
    .description('Writes an article about a topic and shows it while it is written. It is also kept in the studio.')
    .argument('<topic...>', 'what to write about')
    .option(
      '-w, --words <count>',
      `length in 字 or words, ${articleLengthRange.minimum} to ${articleLengthRange.maximum} (default: ${articleLengthRange.default})`,
    )
    .addOption(new Option('-l, --lang <language>', 'language of the article (default: that of the topic)').choices(['zh', 'en']))
    .option('-o, --out <file>', 'also write it into a .md or .txt file')
    .option('-f, --force', 'overwrite the file when it exists')
    .option('--seed <number>', 'the same seed gives the same text')
    .option('-m, --model <model>', 'id of an installed model, "demo", or the path of a .gguf file')
    .option('--json', 'one JSON object per line; the last one is the result')
    .addHelpText(
      'after',
      `
Examples:
  maobi write 人工智能如何重塑未来教育
  maobi write "The case for slow reading" --words 600 --out slow-reading.md
  maobi write 春天 --words 300 --seed 7 --json`,
    )
    .action(host.action((topic: string[], options: WriteOptions) => write(topic.join(' '), options, host.context)));
}

/** The whole command: everything that can be wrong is found before the model is asked. */
async function write(topic: string, options: WriteOptions, context: CommandContext): Promise<ExitCode> {
  const article = readRequest(topic, options, context.environment);
  const file = options.out === undefined ? null : await ArticleFile.prepare(options.out);
  if (file) await confirmOverwriting(file, options.force === true, context.terminal);
  return context.stoppable((stop) =>
    withStudio(context, async ({ client }) => {
      if (stop.aborted) throw new Stopped('stopped before anything was written');
      const { terminal } = context;
      const display = new AnswerDisplay(terminal, { asJson: article.asJson, showsText: file === null || terminal.isOutputShown });
      const { text, maxTokens } = writeArticlePrompt(article);
      const conversationId = await startConversation(client, article.topic);
      const question = { conversationId, parentId: null, text, options: { ...article.options, maxTokens } };
      const answer = await ask(client, question, AbortSignal.any([stop, terminal.outputClosed]), (event) => display.show(event));
      const saving = file && answer.text !== '' ? await save(file, answer, article, context) : exitCodes.done;
      tellResult(answer, article, context);
      return endingOf(answer, context) || saving;
    }),
  );
}

function readRequest(topic: string, options: WriteOptions, environment: NodeJS.ProcessEnv): Article {
  const trimmed = topic.trim();
  if (trimmed === '') throw new UsageError('The topic is empty.', 'Say what to write about: maobi write "人工智能如何重塑未来教育"');
  const model = wantedModel(options.model, environment);
  return {
    topic: trimmed,
    words: options.words === undefined ? articleLengthRange.default : wholeNumber('--words', options.words, articleLengthRange),
    language: options.lang ?? detectLanguage(trimmed),
    options: {
      ...(model === undefined ? {} : { model }),
      ...(options.seed === undefined ? {} : { seed: wholeNumber('--seed', options.seed, seedRange) }),
    },
    asJson: options.json === true,
  };
}

/** Text must never be lost: when the file cannot be written after all, it is said where the text is, and it is printed. */
async function save(file: ArticleFile, answer: Answer, article: Article, { terminal }: CommandContext): Promise<ExitCode> {
  try {
    await file.save(answer.text);
    terminal.note(`Saved to ${file.path}`);
    return exitCodes.done;
  } catch (caught) {
    const { message } = describeFailure(caught);
    reportFailure(terminal, new CommandError(message, `The text is kept in the studio as “${article.topic}”; open it with "maobi".`));
    if (!article.asJson && !terminal.isOutputShown) terminal.line(answer.text);
    return exitCodes.failed;
  }
}

function tellResult(answer: Answer, article: Article, { terminal }: CommandContext): void {
  const { run, text } = answer;
  const sections = articleSections(text, article.words);
  const count = countText(text);
  const state = lengthState(count, article.words);
  if (article.asJson) {
    const { conversationId: documentId, error } = run;
    const length = { target: article.words, count, state };
    const seconds = Math.round(answer.elapsedMs / 100) / 10;
    terminal.line(
      JSON.stringify({
        type: 'result',
        documentId,
        text,
        sections,
        tokens: tokensOf(run),
        seconds,
        state: run.state,
        length,
        ...(error ? { error } : {}),
      }),
    );
    return;
  }
  const unit = article.language === 'zh' ? '字' : 'words';
  const amount =
    state === 'done'
      ? `${count} ${unit}`
      : `${count} of ${article.words} ${unit} (${state === 'short' ? 'shorter' : 'longer'} than asked for)`;
  const { read, cached } = tokensOf(run);
  const facts = [
    amount,
    writingRate(run),
    formatDuration(answer.elapsedMs),
    `read ${read} tokens${cached > 0 ? `, ${cached} cached` : ''}`,
  ];
  terminal.note(terminal.paintNote('dim', facts.filter((fact) => fact !== '').join(' · ')));
}

/** What the end of the run means for the writer. */
function endingOf({ run }: Answer, { terminal }: CommandContext): ExitCode {
  const kept = 'What was written is kept in the studio and can be continued there ("maobi").';
  if (run.state === 'stopped') {
    terminal.note(`Stopped. ${kept}`);
    return exitCodes.stopped;
  }
  if (run.state === 'length')
    terminal.note('The limit of this length was reached before the end. It can be continued in the studio ("maobi").');
  if (run.state !== 'failed' && run.state !== 'interrupted') return exitCodes.done;
  return reportFailure(terminal, new CommandError(run.error?.message ?? 'The engine ended while it wrote.', run.error?.hint ?? kept));
}

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkCode } from '@maobi/code-check';
import { repetitionFigures, repetitionMeasures, scoreAnswer, type Engine, type EvaluationTask } from '@maobi/core';
import { openBenchFolder } from '../bench/bench-folder.ts';
import type { BenchParts } from '../bench/bench-parts.ts';
import type { BenchSubject } from '../bench/bench-result.ts';
import { benchSetting } from '../bench/bench-setting.ts';
import { settingLines } from '../bench/bench-table.ts';
import { installedSubjects } from '../bench/installed-subjects.ts';
import { ReportFile } from '../bench/report/report-file.ts';
import { timedAnswer } from '../bench/timed-answer.ts';
import type { CommandContext } from '../commands/command-host.ts';
import { exitCodes, reportFailure, Stopped, UsageError, type ExitCode } from '../terminal/failures.ts';
import { formatDuration, formatTable } from '../terminal/measures.ts';
import { ProgressLine } from '../terminal/progress-line.ts';
import { meanRepetition, type EvaluationResult, type TaskOutcome } from './evaluation-result.ts';
import { evaluationReport } from './evaluation-report.ts';
import { audienceRows, costRows, measureRows, repetitionRows } from './evaluation-rows.ts';
import { evaluationTasks, quickTasks } from './evaluation-tasks.ts';

export interface EvaluationRequest {
  /** Ids or paths; `null`: the model that the studio would use. */
  readonly models: readonly string[] | null;
  /** Beginnings of ids of tasks; empty: all. */
  readonly tasks: readonly string[];
  readonly isQuick: boolean;
  readonly reportPath: string | null;
  readonly asJson: boolean;
}

const contextTokens = 4096;
const tokensPerWord = 2;
/** Room over the length asked for, so that a text that is too long shows. */
const spareTokens = 400;
const tokensWithoutLength = 1200;

/** Lets every model do every task, one after another. A model that fails does not keep the others from being tried. */
export async function runEvaluation(request: EvaluationRequest, context: CommandContext): Promise<ExitCode> {
  const tasks = chosenTasks(request);
  const report = request.reportPath === null ? null : await ReportFile.prepare(request.reportPath);
  const parts = await context.openBench();
  try {
    const subjects = await installedSubjects(request.models, parts);
    return await context.stoppable(async (stop) => {
      const signal = AbortSignal.any([stop, context.terminal.outputClosed]);
      const folder = await openBenchFolder(context.dataFolder);
      try {
        return await new Evaluation({ request, context, parts, tasks, folder: folder.path, signal }).run(subjects, report);
      } finally {
        await folder[Symbol.asyncDispose]();
      }
    });
  } finally {
    await parts[Symbol.asyncDispose]();
  }
}

function chosenTasks({ tasks, isQuick }: EvaluationRequest): readonly EvaluationTask[] {
  const all = isQuick ? quickTasks : evaluationTasks;
  if (tasks.length === 0) return all;
  const chosen = evaluationTasks.filter(({ id }) => tasks.some((start) => id.startsWith(start)));
  if (chosen.length > 0) return chosen;
  const known = [...new Set(evaluationTasks.map(({ id }) => id.split('-')[0]))].join(', ');
  throw new UsageError(`No task begins with ${tasks.join(' or ')}.`, `Tasks begin with: ${known}.`);
}

interface Surroundings {
  readonly request: EvaluationRequest;
  readonly context: CommandContext;
  readonly parts: BenchParts;
  readonly tasks: readonly EvaluationTask[];
  /** Where engines keep states, each in a folder of its own. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

class Evaluation {
  readonly #surroundings: Surroundings;
  readonly #line: ProgressLine;
  readonly #results: EvaluationResult[] = [];

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#line = new ProgressLine(surroundings.context.terminal);
  }

  async run(subjects: readonly BenchSubject[], report: ReportFile | null): Promise<ExitCode> {
    const { context, request, parts, signal } = this.#surroundings;
    const { terminal } = context;
    const setting = await benchSetting(parts);
    if (!request.asJson) for (const line of settingLines(setting, terminal)) terminal.line(line);
    let exitCode: ExitCode = exitCodes.done;
    for (const [index, subject] of subjects.entries()) {
      try {
        await this.#evaluate(subject, join(this.#surroundings.folder, String(index + 1)));
      } catch (caught) {
        this.#line.clear();
        if (signal.aborted) throw new Stopped('stopped while evaluating');
        exitCode = reportFailure(terminal, caught);
      }
    }
    if (this.#results.length === 0) return exitCode;
    if (request.asJson) terminal.line(JSON.stringify({ type: 'result', models: this.#results.map(summary), ...setting }));
    else this.#showTable();
    if (report) {
      await report.save(evaluationReport(setting, this.#results));
      terminal.note(`Report written to ${report.path}`);
    }
    return exitCode;
  }

  /** @param states where its engine keeps states: two files with the same weights would find each other's */
  async #evaluate(subject: BenchSubject, states: string): Promise<void> {
    const { parts, signal } = this.#surroundings;
    const engine = parts.makeEngine(states);
    try {
      await engine.load({ modelId: subject.id, path: subject.path, contextTokens, tuning: null }, signal);
      this.#results.push({ subject, outcomes: await this.#attemptAll(engine, subject) });
    } finally {
      this.#line.clear();
      await engine[Symbol.asyncDispose]();
      await rm(states, { recursive: true, force: true });
    }
  }

  async #attemptAll(engine: Engine, subject: BenchSubject): Promise<TaskOutcome[]> {
    const { tasks, signal, request, context } = this.#surroundings;
    const startedMs = performance.now();
    const outcomes: TaskOutcome[] = [];
    for (const task of tasks) {
      const left = timeLeft(outcomes.length, tasks.length, startedMs);
      this.#line.show(`${subject.id}: ${task.id}, ${outcomes.length + 1} of ${tasks.length}${left}`);
      const outcome = await attempt(engine, subject, task, signal);
      outcomes.push(outcome);
      if (request.asJson)
        context.terminal.line(JSON.stringify({ type: 'task', model: subject.id, id: task.id, ...outcome, task: undefined }));
    }
    return outcomes;
  }

  #showTable(): void {
    const { terminal } = this.#surroundings.context;
    const header = ['SCORES, 0 TO 100', ...this.#results.map(({ subject }) => subject.id)];
    const groups = [measureRows, repetitionRows, audienceRows, costRows].map((rowsOf) => rowsOf(this.#results));
    const rows = groups.flatMap((group) => group.map(({ name, values }) => [name, ...values.map(({ shown }) => shown)]));
    const [first = '', ...lines] = formatTable([header, ...rows]);
    terminal.line(terminal.paint('dim', first));
    let shown = 0;
    for (const [index, group] of groups.entries()) {
      if (index > 0) terminal.line('');
      for (const line of lines.slice(shown, shown + group.length)) terminal.line(line);
      shown += group.length;
    }
  }
}

async function attempt(engine: Engine, { sampling }: BenchSubject, task: EvaluationTask, signal: AbortSignal): Promise<TaskOutcome> {
  const maxTokens = task.words === undefined ? tokensWithoutLength : task.words * tokensPerWord + spareTokens;
  const prompt = { kind: 'messages', messages: [{ role: 'user', text: task.prompt }] } as const;
  const { text, firstTokenMs, usage, timings } = await timedAnswer(engine, { prompt, sampling, maxTokens }, signal);
  return {
    task,
    answer: text,
    scores: await scoreAnswer(task, text, checkCode),
    repetition: repetitionFigures(task, text),
    firstTokenMs,
    promptTokens: usage.promptTokens,
    writtenTokens: usage.writtenTokens,
    tokensPerSecond: usage.writtenTokens > 1 ? ((usage.writtenTokens - 1) / timings.writingMs) * 1000 : 0,
    isCutOff: usage.writtenTokens >= maxTokens,
  };
}

function timeLeft(done: number, all: number, startedMs: number): string {
  if (done === 0) return '';
  return `, about ${formatDuration(((performance.now() - startedMs) / done) * (all - done))} left`;
}

/** The scores of one model, as `--json` prints them. */
function summary(result: EvaluationResult): object {
  const scoresOf = (rows: ReturnType<typeof measureRows>) =>
    Object.fromEntries(rows.map(({ name, values }) => [name, values[0]?.score ?? null]));
  const { id, name, quantisation, sizeBytes } = result.subject;
  return {
    model: id,
    name,
    quantisation,
    sizeBytes,
    tasks: result.outcomes.length,
    measures: scoresOf(measureRows([result])),
    repetition: Object.fromEntries(repetitionMeasures.map((measure) => [measure, meanRepetition(result, measure)])),
    audiences: scoresOf(audienceRows([result])),
  };
}

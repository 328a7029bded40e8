import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandContext } from '../commands/command-host.ts';
import { exitCodes, reportFailure, Stopped, type ExitCode } from '../terminal/failures.ts';
import { formatDuration } from '../terminal/measures.ts';
import { ProgressLine } from '../terminal/progress-line.ts';
import { openBenchFolder } from './bench-folder.ts';
import type { BenchParts } from './bench-parts.ts';
import { fullPlan, quickPlan } from './bench-plan.ts';
import type { BenchProgress } from './bench-progress.ts';
import type { BenchResult, BenchSetting, BenchSubject } from './bench-result.ts';
import { benchSetting } from './bench-setting.ts';
import { installedSubjects } from './installed-subjects.ts';
import { comparisonLines, modelLines, settingLines } from './bench-table.ts';
import { measureModel } from './measure-model.ts';
import { ReportFile } from './report/report-file.ts';
import { reportPage } from './report/report-page.ts';
import { deleteSyntheticModel, placeSyntheticModel, syntheticModel, syntheticSubject, type SyntheticModel } from './synthetic-models.ts';

export interface BenchRequest {
  /** Ids or paths. With no synthetic one either: the model that the studio would use. */
  readonly models: readonly string[];
  /** `SHAPE:QUANT`. */
  readonly synthetic: readonly string[];
  readonly reportPath: string | null;
  readonly isQuick: boolean;
  /** Keep the files of synthetic models for the next time. */
  readonly keepsFiles: boolean;
  readonly asJson: boolean;
}

const refreshMs = 1000;

/**
 * Measures every model asked for, one after another, and tells each as soon as it is known. What is wrong with the request
 * is found before anything is measured; a model that fails does not keep the others from being measured.
 */
export async function runBench(request: BenchRequest, context: CommandContext): Promise<ExitCode> {
  const report = request.reportPath === null ? null : await ReportFile.prepare(request.reportPath);
  const parts = await context.openBench();
  try {
    const synthetic = request.synthetic.map((text) => syntheticModel(text, parts.syntheticShapes, context.dataFolder));
    const isNamed = request.models.length > 0 || request.synthetic.length > 0;
    const installed = await installedSubjects(isNamed ? request.models : null, parts);
    return await context.stoppable((stop) => {
      const signal = AbortSignal.any([stop, context.terminal.outputClosed]);
      return new Bench({ request, context, parts, signal }).run(installed, synthetic, report);
    });
  } finally {
    await parts[Symbol.asyncDispose]();
  }
}

interface Surroundings {
  readonly request: BenchRequest;
  readonly context: CommandContext;
  readonly parts: BenchParts;
  readonly signal: AbortSignal;
}

class Bench {
  readonly #surroundings: Surroundings;
  readonly #line: ProgressLine;
  readonly #results: BenchResult[] = [];
  #exitCode: ExitCode = exitCodes.done;
  #position = '';
  #measured = 0;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#line = new ProgressLine(surroundings.context.terminal);
  }

  async run(installed: readonly BenchSubject[], synthetic: readonly SyntheticModel[], report: ReportFile | null): Promise<ExitCode> {
    const { context, request } = this.#surroundings;
    const setting = await benchSetting(this.#surroundings.parts);
    if (!request.asJson) for (const line of settingLines(setting, context.terminal)) context.terminal.line(line);
    for (const sentence of setting.disturbances) this.#note(sentence);
    const folder = await openBenchFolder(context.dataFolder);
    try {
      const count = installed.length + synthetic.length;
      for (const [index, subject] of installed.entries()) {
        this.#position = positionOf(index, count);
        await this.#survive(() => this.#measure(subject, setting, folder.path));
      }
      for (const [index, model] of synthetic.entries()) {
        this.#position = positionOf(installed.length + index, count);
        await this.#survive(() => this.#measureSynthetic(model, setting, folder.path));
      }
    } finally {
      this.#line.clear();
      await folder[Symbol.asyncDispose]();
    }
    if (!request.asJson && this.#results.length > 1) {
      for (const line of comparisonLines(this.#results, context.terminal)) context.terminal.line(line);
    }
    if (report && this.#results.length > 0) {
      await report.save(reportPage(setting, this.#results));
      context.terminal.note(`Report written to ${report.path}`);
    }
    return this.#exitCode;
  }

  /** A model that cannot be measured is told, and the next one has its turn. */
  async #survive(work: () => Promise<void>): Promise<void> {
    const { context, signal } = this.#surroundings;
    try {
      await work();
    } catch (caught) {
      this.#line.clear();
      if (signal.aborted) throw new Stopped('stopped while measuring');
      this.#exitCode = reportFailure(context.terminal, caught);
    }
  }

  async #measureSynthetic(model: SyntheticModel, setting: BenchSetting, folder: string): Promise<void> {
    const { parts, signal, request } = this.#surroundings;
    const { path } = model.request;
    this.#note(`${model.id} has random weights: its speed and memory are real, its text is meaningless.`);
    let isOurs = true;
    try {
      isOurs = await placeSyntheticModel(model, this.#writingDisplay(model.id), signal);
      this.#line.clear();
      if (!isOurs) this.#note(`The file ${path} is used again.`);
      await this.#measure(await syntheticSubject(model, parts), setting, folder);
      if (isOurs && request.keepsFiles) this.#note(`The file is kept: ${path}`);
    } finally {
      if (isOurs && !request.keepsFiles) await deleteSyntheticModel(model);
    }
  }

  async #measure(subject: BenchSubject, setting: BenchSetting, folder: string): Promise<void> {
    const { parts, request, context, signal } = this.#surroundings;
    let progress: BenchProgress | null = null;
    // two files with the same weights would find each other's states, and then nothing would be read from nothing
    const states = join(folder, String((this.#measured += 1)));
    const show = () => progress && this.#line.show(`${subject.id}${this.#position}: ${progressText(progress)}`);
    const timer = setInterval(show, refreshMs);
    try {
      const { freeMemoryBytes } = await parts.machine.read();
      const result = await measureModel(
        subject,
        {
          plan: request.isQuick ? quickPlan : fullPlan,
          makeEngine: () => parts.makeEngine(states),
          freeMemoryBytes,
          onStep: (current) => {
            progress = current;
            show();
            if (request.asJson) this.#json({ type: 'step', model: subject.id, step: current.stepName, remainingMs: current.remainingMs });
          },
        },
        signal,
      );
      this.#line.clear();
      this.#results.push(result);
      if (request.asJson) this.#json({ ...result, ...setting });
      else for (const line of modelLines(result, context.terminal)) context.terminal.line(line);
    } finally {
      clearInterval(timer);
      this.#line.clear();
      await rm(states, { recursive: true, force: true });
    }
  }

  #writingDisplay(id: string): (written: number, total: number) => void {
    let shownPercent = -1;
    return (written, total) => {
      const percent = Math.floor((written / total) * 100);
      if (percent > shownPercent) this.#line.show(`${id}${this.#position}: writing the file… ${percent} %`);
      shownPercent = percent;
    };
  }

  #note(sentence: string): void {
    const { terminal } = this.#surroundings.context;
    terminal.note(terminal.paintNote('dim', sentence));
  }

  #json(value: object): void {
    const hundredths = (_key: string, each: unknown) => (typeof each === 'number' ? Math.round(each * 100) / 100 : each);
    this.#surroundings.context.terminal.line(JSON.stringify(value, hundredths));
  }
}

function positionOf(index: number, count: number): string {
  return count > 1 ? ` (${index + 1} of ${count})` : '';
}

/** A step that takes longer than expected at the end has no time left to tell. */
function progressText({ stepName, remainingMs }: BenchProgress): string {
  const isKnown = remainingMs !== null && remainingMs >= 1000;
  return `${stepName}…${isKnown ? ` about ${formatDuration(remainingMs)} left` : ''}`;
}
